package dev.entente.server.connection;

import dev.entente.server.network.Network;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the browser brings back from the network. RFC 6749 §4.1.2 and §4.1.2.1, RFC 9207 §2. */
public record AuthorizationResponse(
    @Nullable String code, @Nullable String error, @Nullable String state, @Nullable String iss) {

  /**
   * What stands against exchanging the code, in the specification's order; empty when nothing does.
   */
  Optional<Outcome> objection(Network network) {
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
    return switch (error) {
      case "access_denied", "user_cancelled_login", "user_cancelled_authorize" -> Outcome.CANCELLED;
      case "invalid_scope", "invalid_scope_error", "unauthorized_scope_error" ->
          Outcome.SCOPE_REFUSED;
      default -> Outcome.PROVIDER_ERROR;
    };
  }
}
