/**
 * The organisations on this server: cloud, country, rollout, sign-in, and from these whether the
 * setting is available and what its default is. Does not own the setting itself ({@code policy}).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "custody", "web"})
package dev.entente.server.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
