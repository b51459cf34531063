/**
 * Every change, in the transaction that made it, readable by an auditor. Listens; nobody depends on
 * it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "directory", "web"})
package dev.entente.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
