/**
 * A person's link to one network member: the two options, consent, tokens, disconnecting, and
 * withdrawing everyone when an administrator says No. Does not show data ({@code card}).
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "database",
      "custody",
      "tenant",
      "directory",
      "policy",
      "network",
      "web"
    })
package dev.entente.server.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
