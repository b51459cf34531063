/**
 * Who in a tenant may connect: the setting, its audience, the gates, and the decision with its
 * trace. The decision is a pure function ({@link dev.entente.server.policy.Decisions}); all else is
 * storage around it. Ends no connection itself: it says what changed, {@code connection} acts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "tenant", "directory", "web"})
package dev.entente.server.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
