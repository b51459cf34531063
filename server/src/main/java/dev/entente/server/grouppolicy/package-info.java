/**
 * The Group Policy of a tenant's computers: changes of an object in the tenant's Active Directory
 * domain, planned first, and what was changed. Formats and rules are the library's ({@code
 * dev.entente.grouppolicy}); nothing here touches connections or the tenant's setting.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"database", "tenant", "directory", "directory::ldap", "policy", "web"})
package dev.entente.server.grouppolicy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
