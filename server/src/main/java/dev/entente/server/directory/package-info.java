/**
 * People, groups and transitive membership of one tenant, and where they come from. Knows nothing
 * of connections or settings.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "tenant", "web"})
package dev.entente.server.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
