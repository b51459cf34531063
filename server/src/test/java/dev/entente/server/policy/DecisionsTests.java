package dev.entente.server.policy;

import static dev.entente.server.policy.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.policy.Decision.Allowed;
import dev.entente.server.policy.Decision.Rule;
import dev.entente.server.policy.Decision.Step;
import dev.entente.server.tenant.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("M1")
@Tag("M12")
class DecisionsTests {

  private static final Availability AVAILABLE = new Availability.Available(true);
  private static final Audience SELECTED = new Audience.MembersOf(new GroupId(new UUID(0, 1)));
  private static final Standing STRANGER = new Standing(true, true, true, false, false);
  private static final Standing MEMBER = new Standing(true, true, true, true, false);
  private static final Standing LISTED = new Standing(true, true, true, false, true);

  /** A policy and a person's standing in it. */
  record Question(TenantPolicy policy, Standing standing) {}

  @Test
  void yesAllowsEveryone() {
    assertThat(decide(new Audience.Everyone(), STRANGER).reason()).isEqualTo(ALLOWED_EVERYONE);
  }

  @Test
  void selectedGroupAllowsItsMembersOnly() {
    assertThat(decide(SELECTED, MEMBER).reason()).isEqualTo(ALLOWED_GROUP_MEMBER);
    assertThat(decide(SELECTED, STRANGER).reason()).isEqualTo(NOT_IN_SELECTED_GROUP);
  }

  @Test
  void aSelectedGroupThatIsGoneAllowsNobody() {
    var left = new Standing(true, true, false, false, false);

    assertThat(decide(SELECTED, left).reason()).isEqualTo(SELECTED_GROUP_MISSING);
  }

  @Test
  @Tag("M8")
  void theOlderSelectedListAllowsThoseOnIt() {
    assertThat(decide(new Audience.ListedPeople(), LISTED).reason()).isEqualTo(ALLOWED_LISTED);
    assertThat(decide(new Audience.ListedPeople(), MEMBER).reason()).isEqualTo(NOT_LISTED);
  }

  @Test
  void noAllowsNobody() {
    assertThat(decide(new Audience.Nobody(), MEMBER).reason()).isEqualTo(SETTING_IS_NO);
  }

  @Test
  @Tag("M5")
  void theSecondGateIsNamedWhenItIsTheOneThatIsClosed() {
    var closed = policy(AVAILABLE, new Audience.Everyone(), false);

    assertThat(Decisions.decide(closed, STRANGER).reason()).isEqualTo(USER_CONSENT_OFF);
  }

  @Test
  void theTraceEndsWithTheRuleThatDecided() {
    var decision = decide(new Audience.Nobody(), STRANGER);

    assertThat(decision.trace())
        .containsExactly(
            new Step(Rule.AVAILABILITY, true),
            new Step(Rule.ACCOUNT, true),
            new Step(Rule.AUDIENCE, false));
  }

  @Test
  @Tag("M13")
  void anAllowedPersonLearnsTheCeiling() {
    var decision = decide(new Audience.Everyone(), STRANGER);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Allowed.class, it -> assertThat(it.ceiling()).isEqualTo(Direction.INBOUND));
  }

  @ParameterizedTest
  @CsvSource({
    "BOTH, BOTH, true",
    "BOTH, INBOUND, true",
    "INBOUND, INBOUND, true",
    "INBOUND, BOTH, false"
  })
  @Tag("M13")
  void aCeilingAllowsWhatIsNotAboveIt(Direction ceiling, Direction wanted, boolean allowed) {
    assertThat(ceiling.allows(wanted)).isEqualTo(allowed);
  }

  /** Every policy with every standing: the decision is total and equals the model. */
  @ParameterizedTest
  @MethodSource("everything")
  void agreesWithTheReferenceModel(Question question) {
    var decision = Decisions.decide(question.policy(), question.standing());

    assertThat(decision.reason()).isEqualTo(ReferenceModel.reason(question));
    assertThat(decision.isAllowed()).isEqualTo(decision.reason().allows());
    assertThat(decision.trace()).filteredOn(it -> !it.passed()).hasSizeLessThanOrEqualTo(1);
  }

  static List<Question> everything() {
    List<Question> all = new ArrayList<>();
    for (var availability : availabilities()) {
      for (var audience : audiences()) {
        for (var bits = 0; bits < 64; bits++) {
          var standing =
              new Standing(
                  (bits & 32) != 0,
                  (bits & 1) != 0,
                  (bits & 2) != 0,
                  (bits & 4) != 0,
                  (bits & 8) != 0);
          all.add(new Question(policy(availability, audience, (bits & 16) != 0), standing));
        }
      }
    }
    return all;
  }

  /** The rules once more, as one table read from the top, written without a look at the other. */
  private static final class ReferenceModel {

    static Reason reason(Question question) {
      var policy = question.policy();
      var who = question.standing();
      var why = String.valueOf(policy.availability());
      if (why.contains("NOT_IN_THIS_CLOUD")) return CLOUD_NOT_SUPPORTED;
      if (why.contains("NOT_ROLLED_OUT_YET")) return NOT_ROLLED_OUT;
      if (!who.directoryCurrent()) return DIRECTORY_STALE;
      if (!who.accountEnabled()) return ACCOUNT_DISABLED;
      var setting = policy.audience().label();
      if (setting.equals("no")) return SETTING_IS_NO;
      if (setting.equals("selectedGroup") && !who.selectedGroupExists()) {
        return SELECTED_GROUP_MISSING;
      }
      if (setting.equals("selectedGroup") && !who.inSelectedGroup()) return NOT_IN_SELECTED_GROUP;
      if (setting.equals("selected") && !who.listed()) return NOT_LISTED;
      if (!policy.usersMayConsent()) return USER_CONSENT_OFF;
      if (setting.equals("yes")) return ALLOWED_EVERYONE;
      return setting.equals("selectedGroup") ? ALLOWED_GROUP_MEMBER : ALLOWED_LISTED;
    }
  }

  private static List<Availability> availabilities() {
    return List.of(
        AVAILABLE,
        new Availability.Available(false),
        new Availability.Unavailable(Availability.Reason.NOT_IN_THIS_CLOUD),
        new Availability.Unavailable(Availability.Reason.NOT_ROLLED_OUT_YET));
  }

  private static List<Audience> audiences() {
    return List.of(
        new Audience.Everyone(), SELECTED, new Audience.ListedPeople(), new Audience.Nobody());
  }

  private static Decision decide(Audience audience, Standing standing) {
    return Decisions.decide(policy(AVAILABLE, audience, true), standing);
  }

  private static TenantPolicy policy(
      Availability availability, Audience audience, boolean usersMayConsent) {
    return new TenantPolicy(
        availability,
        audience,
        usersMayConsent,
        Direction.INBOUND,
        true,
        1,
        1,
        false,
        new TenantPolicy.Changed(Instant.EPOCH, new Actor.Operator()));
  }
}
