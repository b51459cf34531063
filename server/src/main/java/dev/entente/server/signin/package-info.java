/**
 * Who is asking: OpenID Connect sign-in per tenant for pages, bearer tokens of the tenant's issuer
 * for the API, the operator's token for provisioning.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"custody", "tenant", "directory", "web"})
package dev.entente.server.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
