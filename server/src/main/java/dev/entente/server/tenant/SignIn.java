package dev.entente.server.tenant;

import java.net.URI;

/**
 * How a tenant's people sign in: the OpenID Connect provider that is the tenant's own.
 *
 * @param issuer exactly as the provider's discovery document says it; no two tenants share one
 * @param userClaim the claim that holds the directory's id of the person, or the {@code externalId}
 *     they were provisioned with: {@code sub}, or {@code oid} with Microsoft Entra ID. Never an
 *     e-mail address: those are reassigned
 * @param audience the {@code aud} that access tokens for our API carry
 */
public record SignIn(
    URI issuer, String clientId, SealedSecret clientSecret, String userClaim, String audience) {}
