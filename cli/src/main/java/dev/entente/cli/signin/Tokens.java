package dev.entente.cli.signin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a provider gave. */
public record Tokens(String accessToken, Optional<String> refreshToken, Duration lifetime) {

  /** Where a provider does not say how long a token lives. */
  private static final Duration SHORT = Duration.ofMinutes(5);

  public Session session(URI api, URI issuer, String clientId, Instant now) {
    return new Session(
        api,
        issuer,
        clientId,
        accessToken,
        refreshToken,
        now.plus(lifetime.isZero() ? SHORT : lifetime));
  }

  @Override
  public String toString() {
    return "Tokens[redacted]";
  }
}
