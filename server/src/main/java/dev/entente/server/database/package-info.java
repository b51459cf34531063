/**
 * PostgreSQL as the product uses it: the embedded server or one by URL, the two roles (owner and
 * application), the migrations, and transactions that row-level security confines to one tenant.
 * Owns no table; every module brings its own under {@code db/migration/<module>}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.entente.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
