package dev.entente.cli.signin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in that is kept.
 *
 * @param api what the token is for: an API's base
 * @param refreshToken where the provider gave one
 */
public record Session(
    URI api,
    URI issuer,
    String clientId,
    String accessToken,
    Optional<String> refreshToken,
    Instant expiresAt) {

  /** So that a token does not end on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  boolean isFresh(Instant now) {
    return now.plus(MARGIN).isBefore(expiresAt);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "Session[%s by %s]".formatted(api, issuer);
  }
}
