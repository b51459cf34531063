package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.linkedin.Reply.Received;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asking about a token and giving it back. */
final class Tokens {

  private static final Logger log = LoggerFactory.getLogger(Tokens.class);

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;

  Tokens(LinkedInSettings settings, Calls calls, Http http) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
  }

  /** RFC 7009 §2.1, undocumented by LinkedIn: best effort, and only a 200 is a yes. */
  boolean revoke(TenantId tenant, Secret accessToken) {
    var reply = post(tenant, settings.web("/oauth/v2/revoke"), accessToken);
    var taken = reply instanceof Received received && received.status() == 200;
    if (!taken) {
      log.warn("LinkedIn has not confirmed that it revoked a token of tenant {}.", tenant);
    }
    return taken;
  }

  /** LinkedIn's form of RFC 7662 §2: it says how the token ended. */
  Answer<Boolean> introspect(TenantId tenant, Secret accessToken) {
    var reply = post(tenant, settings.web("/oauth/v2/introspectToken"), accessToken);
    return switch (reply) {
      case Received received when received.status() == 200 ->
          Json.read(received, Introspection.class)
              .flatMap(Introspection::answer)
              .orElseGet(() -> Answers.unreachable("the answer was not the expected JSON"));
      case Received received -> Answers.unreachable("LinkedIn answered " + received.status());
      case Reply.Missing(var failure) -> Answers.unreachable(failure.words());
    };
  }

  private Reply post(TenantId tenant, URI endpoint, Secret accessToken) {
    var form =
        Map.of(
            "token", accessToken.reveal(),
            "client_id", settings.clientId(),
            "client_secret", settings.clientSecret().reveal());
    return calls.once(tenant, http.post(endpoint, form));
  }

  /**
   * @param status active, expired or revoked
   */
  private record Introspection(@Nullable Boolean active, @Nullable String status) {

    Optional<Answer<Boolean>> answer() {
      if (active == null) {
        return Optional.empty();
      }
      return Optional.of(active ? new Answer.Got<>(true) : new Answer.TokenEnded<>(ending()));
    }

    private Answer.Ending ending() {
      return switch (status) {
        case "expired" -> Answer.Ending.EXPIRED;
        case "revoked" -> Answer.Ending.REMOVED_BY_MEMBER;
        case null, default -> Answer.Ending.INVALID;
      };
    }
  }
}
