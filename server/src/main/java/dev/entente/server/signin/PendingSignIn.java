package dev.entente.server.signin;

import dev.entente.server.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * A sign-in that waits for its provider's answer.
 *
 * @param issuer the provider that was asked (RFC 9700 §4.4)
 * @param request with state, nonce and code verifier
 */
record PendingSignIn(
    UUID tenantId,
    String issuer,
    OAuth2AuthorizationRequest request,
    String returnTo,
    Instant startedAt) {

  static final Duration LIFETIME = Duration.ofMinutes(10);

  boolean isOf(TenantId tenant) {
    return tenantId.equals(tenant.value());
  }

  boolean isExpired(Instant now) {
    return startedAt.plus(LIFETIME).isBefore(now);
  }
}
