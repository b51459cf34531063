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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The app's own token (RFC 6749 §4.4), kept in memory until shortly before it expires. */
final class AppToken {

  private static final Duration SPARE = Duration.ofMinutes(1);

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Answers answers;
  private final Clock clock;
  private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

  AppToken(LinkedInSettings settings, Calls calls, Http http, Answers answers, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.answers = answers;
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
    var reply =
        calls.onceUnlessPaused(tenant, http.post(settings.web("/oauth/v2/accessToken"), form));
    return switch (reply) {
      case Received received when received.status() == 200 ->
          Json.read(received, TokenBody.class)
              .flatMap(body -> body.held(clock.instant()))
              .<Answer<Held>>map(Answer.Got::new)
              .orElseGet(() -> Answers.unreachable("the token answer is not usable"));
      case Received received when received.status() == 429 -> answers.refusal(received);
      case Received received ->
          Answers.unreachable("the token endpoint answered " + received.status());
      case Missing(var failure) -> Answers.unreachable(failure.words());
    };
  }

  private record Held(Secret token, Instant usableUntil) {}

  private record TokenBody(@Nullable String access_token, @Nullable Long expires_in) {

    Optional<Held> held(Instant now) {
      return IssuedToken.accessToken(access_token)
          .flatMap(
              token ->
                  IssuedToken.life(expires_in)
                      .map(life -> new Held(token, now.plus(life).minus(SPARE))));
    }

    @Override
    public String toString() {
      return "TokenBody[redacted]";
    }
  }
}
