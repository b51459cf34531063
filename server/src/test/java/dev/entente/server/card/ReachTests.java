package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.connection.Connection;
import dev.entente.server.connection.ConnectionId;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies.Ruling;
import dev.entente.server.policy.Reason;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.tenant.Availability;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReachTests {

  private static final Connection CONNECTION =
      new Connection(
          new ConnectionId(new UUID(0, 1)),
          new UserId(new UUID(0, 2)),
          "linkedin",
          Direction.INBOUND,
          1,
          Instant.EPOCH,
          Instant.MAX,
          Optional.empty());

  /** Every reason × the public switch × whether the viewer has a live connection. */
  @ParameterizedTest
  @Tag("M41")
  @Tag("M44")
  @Tag("M45")
  @CsvSource(
      textBlock =
          """
          # reason,               public, connected, reach
          ALLOWED_EVERYONE,       on,     yes,       full
          ALLOWED_EVERYONE,       off,    yes,       full
          ALLOWED_EVERYONE,       on,     no,        invited with public information
          ALLOWED_EVERYONE,       off,    no,        invited
          ALLOWED_GROUP_MEMBER,   on,     yes,       full
          ALLOWED_GROUP_MEMBER,   off,    yes,       full
          ALLOWED_GROUP_MEMBER,   on,     no,        invited with public information
          ALLOWED_GROUP_MEMBER,   off,    no,        invited
          ALLOWED_LISTED,         on,     yes,       full
          ALLOWED_LISTED,         off,    yes,       full
          ALLOWED_LISTED,         on,     no,        invited with public information
          ALLOWED_LISTED,         off,    no,        invited
          NOT_IN_SELECTED_GROUP,  on,     yes,       public
          NOT_IN_SELECTED_GROUP,  off,    yes,       none
          NOT_IN_SELECTED_GROUP,  on,     no,        public
          NOT_IN_SELECTED_GROUP,  off,    no,        none
          NOT_LISTED,             on,     yes,       public
          NOT_LISTED,             off,    yes,       none
          NOT_LISTED,             on,     no,        public
          NOT_LISTED,             off,    no,        none
          SELECTED_GROUP_MISSING, on,     yes,       public
          SELECTED_GROUP_MISSING, off,    yes,       none
          SELECTED_GROUP_MISSING, on,     no,        public
          SELECTED_GROUP_MISSING, off,    no,        none
          USER_CONSENT_OFF,       on,     yes,       public
          USER_CONSENT_OFF,       off,    yes,       none
          USER_CONSENT_OFF,       on,     no,        public
          USER_CONSENT_OFF,       off,    no,        none
          SETTING_IS_NO,          on,     yes,       none
          SETTING_IS_NO,          off,    yes,       none
          SETTING_IS_NO,          on,     no,        none
          SETTING_IS_NO,          off,    no,        none
          CLOUD_NOT_SUPPORTED,    on,     yes,       none
          CLOUD_NOT_SUPPORTED,    off,    yes,       none
          CLOUD_NOT_SUPPORTED,    on,     no,        none
          CLOUD_NOT_SUPPORTED,    off,    no,        none
          NOT_ROLLED_OUT,         on,     yes,       none
          NOT_ROLLED_OUT,         off,    yes,       none
          NOT_ROLLED_OUT,         on,     no,        none
          NOT_ROLLED_OUT,         off,    no,        none
          DIRECTORY_STALE,        on,     yes,       none
          DIRECTORY_STALE,        off,    yes,       none
          DIRECTORY_STALE,        on,     no,        none
          DIRECTORY_STALE,        off,    no,        none
          ACCOUNT_DISABLED,       on,     yes,       none
          ACCOUNT_DISABLED,       off,    yes,       none
          ACCOUNT_DISABLED,       on,     no,        none
          ACCOUNT_DISABLED,       off,    no,        none
          """)
  void reachFollowsRulingSwitchAndConnection(
      Reason reason, String publicInformation, String connected, String expected) {
    var live = connected.equals("yes") ? Optional.of(CONNECTION) : Optional.<Connection>empty();

    var reach = Reach.of(ruling(reason, publicInformation.equals("on")), live);

    assertThat(words(reach)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource
  void onlyWhoReachesSomethingMakesTheNetworkBeAsked(Reach reach, boolean asks) {
    assertThat(reach.asksNetwork()).isEqualTo(asks);
  }

  static Stream<Object[]> onlyWhoReachesSomethingMakesTheNetworkBeAsked() {
    return Stream.of(
        new Object[] {new Reach.None(), false},
        new Object[] {new Reach.Invited(false), false},
        new Object[] {new Reach.Invited(true), true},
        new Object[] {new Reach.Public(), true},
        new Object[] {new Reach.Full(CONNECTION), true});
  }

  @Test
  void theTableAboveNamesEveryReason() throws NoSuchMethodException {
    var table =
        ReachTests.class
            .getDeclaredMethod(
                "reachFollowsRulingSwitchAndConnection",
                Reason.class,
                String.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();

    assertThat(Arrays.stream(Reason.values()).map(Reason::name)).allMatch(table::contains);
  }

  private static Ruling ruling(Reason reason, boolean publicInformation) {
    var policy =
        new TenantPolicy(
            new Availability.Available(true),
            new Audience.Everyone(),
            true,
            Direction.BOTH,
            publicInformation,
            1,
            1,
            false,
            new TenantPolicy.Changed(Instant.EPOCH, new Actor.Operator()));
    var decision =
        reason.allows()
            ? new Decision.Allowed(reason, Direction.BOTH, List.of())
            : new Decision.Denied(reason, List.of());
    return new Ruling(policy, decision);
  }

  private static String words(Reach reach) {
    return switch (reach) {
      case Reach.None _ -> "none";
      case Reach.Public _ -> "public";
      case Reach.Invited(var open) -> open ? "invited with public information" : "invited";
      case Reach.Full _ -> "full";
    };
  }
}
