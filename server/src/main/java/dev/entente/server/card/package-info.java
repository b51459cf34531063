/**
 * What one viewer may see of one subject now. Holds network data in memory only, per viewer, each
 * category on its own clock.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "database",
      "tenant",
      "directory",
      "policy",
      "network",
      "connection",
      "web"
    })
package dev.entente.server.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
