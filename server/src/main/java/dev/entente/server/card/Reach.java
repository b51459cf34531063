package dev.entente.server.card;

import dev.entente.server.connection.Connection;
import dev.entente.server.policy.Decision.Denied;
import dev.entente.server.policy.Policies.Ruling;
import java.util.Optional;

/** How far a viewer's cards reach into the network: a pure function of ruling and connection. */
sealed interface Reach {

  /** Not at all; the network is not even asked. */
  record None() implements Reach {}

  /** Public information only: the viewer may not connect, but the tenant shows it to all (M41). */
  record Public() implements Reach {}

  /** The viewer may connect and has not. */
  record Invited(boolean publicInformation) implements Reach {}

  /** Over the viewer's own live connection. */
  record Full(Connection connection) implements Reach {}

  /**
   * A connection counts only while its owner may connect; whoever may not falls back to what the
   * tenant shows without consent.
   */
  static Reach of(Ruling ruling, Optional<Connection> live) {
    var publicInformation = ruling.policy().publicInformation();
    if (ruling.decision() instanceof Denied denied) {
      return publicInformation && isOpenToStrangers(denied) ? new Public() : new None();
    }
    return live.<Reach>map(Full::new).orElseGet(() -> new Invited(publicInformation));
  }

  /** Whether the network may be asked anything at all. */
  default boolean asksNetwork() {
    return switch (this) {
      case None _ -> false;
      case Invited(var publicInformation) -> publicInformation;
      case Public _, Full _ -> true;
    };
  }

  /** Inside the selected group or not; but where the setting is No, for nobody (M41, M44). */
  private static boolean isOpenToStrangers(Denied denied) {
    return switch (denied.reason()) {
      case NOT_IN_SELECTED_GROUP, NOT_LISTED, SELECTED_GROUP_MISSING, USER_CONSENT_OFF -> true;
      case CLOUD_NOT_SUPPORTED, NOT_ROLLED_OUT, DIRECTORY_STALE, ACCOUNT_DISABLED, SETTING_IS_NO ->
          false;
      case ALLOWED_EVERYONE, ALLOWED_GROUP_MEMBER, ALLOWED_LISTED ->
          throw new IllegalStateException("Denied for a reason that allows: " + denied.reason());
    };
  }
}
