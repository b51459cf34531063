/**
 * What a professional network can do for us, as small capability interfaces, and the LinkedIn
 * adapter behind them. Keeps nothing: tokens come in with a call and are forgotten with it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.entente.server.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
