package dev.entente.server.connection;

import dev.entente.server.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;

/** What the browser brings back from the network. RFC 6749 §4.1.2 and §4.1.2.1, RFC 9207 §2. */
public record AuthorizationResponse(
    @Nullable String code, @Nullable String error, @Nullable String state, @Nullable String iss) {

  private static final Logger LOG = LoggerFactory.getLogger(AuthorizationResponse.class);
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** A parameter that comes twice counts as absent (RFC 6749 §3.1). */
  public static AuthorizationResponse of(MultiValueMap<String, String> parameters) {
    return new AuthorizationResponse(
        single(parameters, "code"),
        single(parameters, "error"),
        single(parameters, "state"),
        single(parameters, "iss"));
  }

  private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
    var values = parameters.getOrDefault(name, List.of());
    return values.size() == 1 && !values.getFirst().isEmpty() ? values.getFirst() : null;
  }

  /** Whether it says nothing: somebody signed in again on the way and the answer was not kept. */
  boolean isEmpty() {
    return code == null && error == null && state == null;
  }

  /**
   * What stands against exchanging the code, in the specification's order; empty when nothing does.
   *
   * @param answering whose redirect URI the answer came to
   */
  Optional<Outcome> objection(Network network, String answering) {
    if (!network.name().equals(answering)) {
      return Optional.of(Outcome.PROVIDER_ERROR); // RFC 9700 §4.4.2.2
    }
    if (iss != null && !network.acceptsIssuer(iss)) {
      return Optional.of(Outcome.PROVIDER_ERROR); // RFC 9207 §2.4
    }
    if (error != null) {
      return Optional.of(ofError(error)); // RFC 6749 §4.1.2.1
    }
    return code == null ? Optional.of(Outcome.PROVIDER_ERROR) : Optional.empty();
  }

  /** LinkedIn says {@code user_cancelled_…} where the specification says {@code access_denied}. */
  private static Outcome ofError(String error) {
    LOG.warn(
        "The network's answer is the error {}.",
        ERROR_CODE.matcher(error).matches() ? error : "(no code)");
    return switch (error) {
      case "access_denied", "user_cancelled_login", "user_cancelled_authorize" -> Outcome.CANCELLED;
      case "invalid_scope", "invalid_scope_error", "unauthorized_scope_error" ->
          Outcome.SCOPE_REFUSED;
      default -> Outcome.PROVIDER_ERROR;
    };
  }
}
