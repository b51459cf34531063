package dev.entente.server.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * A sign-in that waits for its provider's answer.
 *
 * @param issuer the provider that was asked (RFC 9700 §4.4)
 * @param nonce as it was drawn; the provider has seen its hash
 * @param codeVerifier the same
 */
record PendingSignIn(
    String issuer,
    String state,
    String nonce,
    String codeVerifier,
    String returnTo,
    Instant startedAt) {

  static final Duration LIFETIME = Duration.ofMinutes(10);

  static PendingSignIn of(
      String issuer, OAuth2AuthorizationRequest request, String returnTo, Instant now) {
    return new PendingSignIn(
        issuer,
        Objects.requireNonNull(request.getState(), "the resolver draws one"),
        drawn(request, OidcParameterNames.NONCE),
        drawn(request, PkceParameterNames.CODE_VERIFIER),
        returnTo,
        now);
  }

  private static String drawn(OAuth2AuthorizationRequest request, String name) {
    return Objects.requireNonNull(request.<String>getAttribute(name), "the resolver draws one");
  }

  boolean isExpired(Instant now) {
    return startedAt.plus(LIFETIME).isBefore(now);
  }

  /** As far as the answer is checked against it. */
  OAuth2AuthorizationRequest requestTo(ClientRegistration registration) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(
            Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
        .clientId(registration.getClientId())
        .redirectUri(registration.getRedirectUri())
        .scopes(registration.getScopes())
        .state(state)
        .attributes(
            it -> {
              it.put(OidcParameterNames.NONCE, nonce);
              it.put(PkceParameterNames.CODE_VERIFIER, codeVerifier);
            })
        .build();
  }
}
