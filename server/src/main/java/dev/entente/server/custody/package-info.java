/**
 * Keys, and values sealed with them. What is sealed for one tenant and purpose cannot be opened for
 * another. Owns the key file; stores nothing else.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.entente.server.custody;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
