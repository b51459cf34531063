package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.linkedin.Reply.Missing;
import dev.entente.server.network.linkedin.Reply.Received;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The app's own token (RFC 6749 §4.4), kept in memory until shortly before it expires. */
final class AppToken {

  private static final Duration SPARE = Duration.ofMinutes(1);

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Clock clock;
  private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

  AppToken(LinkedInSettings settings, Calls calls, Http http, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
  }

  /** Two callers at once may both fetch one; LinkedIn gives both the same, or either is good. */
  Answer<Secret> get(TenantId tenant) {
    var present = held.get();
    if (present != null && clock.instant().isBefore(present.usableUntil())) {
      return new Answer.Got<>(present.token());
    }
    return fetch(tenant)
        .map(
            fetched -> {
              held.set(fetched);
              return fetched.token();
            });
  }

  /** Forgets a token that LinkedIn refused, unless another has taken its place. */
  void forget(Secret refused) {
    held.updateAndGet(
        present -> present != null && present.token().equals(refused) ? null : present);
  }

  private Answer<Held> fetch(TenantId tenant) {
    var form =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", settings.clientId(),
            "client_secret", settings.clientSecret().reveal());
    var reply = calls.once(tenant, http.post(settings.web("/oauth/v2/accessToken"), form));
    return switch (reply) {
      case Received received when received.status() == 200 ->
          Json.read(received, TokenBody.class)
              .filter(TokenBody::isUsable)
              .<Answer<Held>>map(body -> new Answer.Got<>(body.held(clock.instant())))
              .orElseGet(() -> Answers.unreachable("the token answer is not usable"));
      case Received received ->
          Answers.unreachable("the token endpoint answered " + received.status());
      case Missing(var failure) -> Answers.unreachable(failure.words());
    };
  }

  private record Held(Secret token, Instant usableUntil) {}

  private record TokenBody(@Nullable String access_token, @Nullable Long expires_in) {

    boolean isUsable() {
      return access_token != null && !access_token.isBlank() && expires_in != null;
    }

    Held held(Instant now) {
      if (access_token == null || expires_in == null) {
        throw new IllegalStateException("Not usable.");
      }
      return new Held(new Secret(access_token), now.plusSeconds(expires_in).minus(SPARE));
    }

    @Override
    public String toString() {
      return "TokenBody[redacted]";
    }
  }
}
