package dev.entente.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.audit.AuditEntry;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Rollout;
import dev.entente.server.tenant.TenantDefinition;
import dev.entente.server.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntenteTest
class PoliciesTests {

  private static final String REST = ", user consent on, ceiling both, public information on";
  private static final Actor ADA = new Actor.Person(Cast.ADA);

  @Autowired private Policies policies;
  @Autowired private Tenants tenants;
  @Autowired private AuditLog audit;

  @AfterEach
  void backToTheDefault() {
    change(
        Cast.NORTHLIGHT,
        new PolicyChange(
            Optional.of(new Audience.Everyone()),
            Optional.of(true),
            Optional.of(Direction.BOTH),
            Optional.of(true)));
  }

  @Test
  @Tag("M3")
  void startsOnInMostCountriesAndOffInGermanyAndFrance() {
    assertThat(policies.of(Cast.NORTHLIGHT).audience()).isEqualTo(new Audience.Everyone());
    assertThat(policies.of(Cast.RHEINWERK).audience()).isEqualTo(new Audience.Nobody());
    assertThat(policies.of(Cast.LUMIERE).audience()).isEqualTo(new Audience.Nobody());
  }

  @Test
  @Tag("M45")
  void startsTightWithThePresetStrict() {
    var strict = policies.of(Cast.HARBOUR);

    assertThat(strict.audience()).isEqualTo(new Audience.Nobody());
    assertThat(strict.ceiling()).isEqualTo(Direction.INBOUND);
    assertThat(strict.publicInformation()).isFalse();
  }

  @Test
  @Tag("M4")
  void followsTheRolloutUntilSomebodyChooses() {
    assertThat(policies.rule(Cast.TUNDRA, Cast.ADA).decision().reason())
        .isEqualTo(Reason.NOT_ROLLED_OUT);

    tenants.rollOut(Cast.TUNDRA, Rollout.REACHED);

    try {
      assertThat(policies.of(Cast.TUNDRA).audience()).isEqualTo(new Audience.Everyone());
    } finally {
      tenants.rollOut(Cast.TUNDRA, Rollout.NOT_YET);
    }
  }

  @Test
  @Tag("M4")
  @Tag("M6")
  void aRolloutThatIsTakenBackWithdrawsEveryoneAndTheAuditTells() {
    var seaside = provision("NL", "reached");

    tenants.rollOut(seaside, Rollout.NOT_YET);
    tenants.rollOut(seaside, Rollout.REACHED);

    assertThat(policies.of(seaside).audience()).isEqualTo(new Audience.Everyone());
    assertThat(policies.of(seaside).consentEpoch()).isEqualTo(2);
    assertThat(policies.of(seaside).version()).isEqualTo(3);
    assertThat(changesOf(seaside))
        .extracting(it -> it.actor().kind(), it -> it.facts().get("after"))
        .containsExactly(
            tuple("operator", "yes" + REST),
            tuple("operator", "not available (NOT_ROLLED_OUT_YET), no" + REST));
  }

  @Test
  @Tag("M4")
  @Tag("M6")
  void whatSomebodyChoseStandsWhileTheRolloutGoesAndComesButConsentDoesNot() {
    var seaside = provision("DE", "reached");
    change(seaside, PolicyChange.to(new Audience.Everyone()));

    tenants.rollOut(seaside, Rollout.NOT_YET);
    tenants.rollOut(seaside, Rollout.REACHED);

    assertThat(policies.of(seaside).audience()).isEqualTo(new Audience.Everyone());
    assertThat(policies.of(seaside).chosen()).isTrue();
    assertThat(policies.of(seaside).consentEpoch()).isEqualTo(2);
  }

  @Test
  @Tag("M3")
  @Tag("M6")
  void aCountryThatTurnsTheDefaultToNoWithdrawsEveryone() {
    var seaside = provision("NL", "reached");

    tenants.provision(definition(seaside, "DE", "reached"));

    assertThat(policies.of(seaside).audience()).isEqualTo(new Audience.Nobody());
    assertThat(policies.of(seaside).consentEpoch()).isEqualTo(2);
    assertThat(policies.of(seaside).changed().by()).isEqualTo(new Actor.Operator());
    assertThat(changesOf(seaside)).hasSize(1);
  }

  @Test
  @Tag("M45")
  void aTenantThatBecomesStrictIsTightenedUnlessSomebodyChose() {
    var open = provision("DE", "reached");
    var decided = provision("DE", "reached");
    change(decided, PolicyChange.to(new Audience.Everyone()));

    for (var tenant : List.of(open, decided)) {
      tenants.provision(definition(tenant, "DE", "reached", "strict"));
    }

    assertThat(policies.of(open).ceiling()).isEqualTo(Direction.INBOUND);
    assertThat(policies.of(open).publicInformation()).isFalse();
    assertThat(changesOf(open))
        .extracting(it -> it.facts().get("after"))
        .containsExactly("no, user consent on, ceiling inbound, public information off");
    assertThat(policies.of(decided).ceiling()).isEqualTo(Direction.BOTH);
  }

  @Test
  void whatDoesNotConcernTheSettingLeavesItAlone() {
    var seaside = provision("NL", "reached");

    tenants.provision(definition(seaside, "BE", "reached"));

    assertThat(policies.of(seaside).version()).isEqualTo(1);
    assertThat(changesOf(seaside)).isEmpty();
  }

  @Test
  @Tag("M4")
  void whoeverSavesTheDefaultAsItStandsHasChosenIt() {
    assertThat(change(Cast.LUMIERE, PolicyChange.to(new Audience.Nobody())).chosen()).isTrue();
  }

  @Test
  @Tag("M8")
  void theOlderSelectedListStandsWhereATenantCameWithOne() {
    assertThat(policies.of(Cast.LARKFIELD).audience()).isEqualTo(new Audience.ListedPeople());
    assertThat(policies.rule(Cast.LARKFIELD, Cast.LENA).decision().reason())
        .isEqualTo(Reason.ALLOWED_LISTED);
    assertThat(policies.rule(Cast.LARKFIELD, Cast.LIAM).decision().reason())
        .isEqualTo(Reason.NOT_LISTED);
    assertThat(policies.listedPeople(Cast.LARKFIELD)).containsExactly("lena@larkfield.example");
  }

  @Test
  @Tag("M8")
  void theOlderSelectedListCannotBeChosenAnew() {
    assertThat(refusalOf(PolicyChange.to(new Audience.ListedPeople())).code())
        .isEqualTo(Problem.Code.INVALID_REQUEST);
  }

  @Test
  @Tag("M1")
  void theSelectedGroupCountsNestedMembers() {
    change(Cast.NORTHLIGHT, PolicyChange.to(new Audience.MembersOf(Cast.SALES)));

    assertThat(reason(Cast.BEN)).isEqualTo(Reason.ALLOWED_GROUP_MEMBER);
    assertThat(reason(Cast.CHLOE)).isEqualTo(Reason.ALLOWED_GROUP_MEMBER);
    assertThat(reason(Cast.EMIL)).isEqualTo(Reason.NOT_IN_SELECTED_GROUP);
    assertThat(reason(Cast.DEV)).isEqualTo(Reason.ACCOUNT_DISABLED);
  }

  @Test
  void aPersonOfAnotherTenantIsNobodyHere() {
    assertThat(reason(Cast.HANA)).isEqualTo(Reason.ACCOUNT_DISABLED);
  }

  @Test
  @Tag("M6")
  void noMovesTheConsentEpochAndYesDoesNotMoveItBack() {
    var epoch = policies.of(Cast.NORTHLIGHT).consentEpoch();

    var no = change(Cast.NORTHLIGHT, PolicyChange.to(new Audience.Nobody()));
    var yes = change(Cast.NORTHLIGHT, PolicyChange.to(new Audience.Everyone()));

    assertThat(no.consentEpoch()).isEqualTo(epoch + 1);
    assertThat(yes.consentEpoch()).isEqualTo(epoch + 1);
  }

  @Test
  void aChangeThatChangesNothingMovesNothing() {
    var before = change(Cast.NORTHLIGHT, PolicyChange.to(new Audience.Nobody()));

    var after = change(Cast.NORTHLIGHT, PolicyChange.to(before.audience()));

    assertThat(after).isEqualTo(before);
  }

  @Test
  void aStaleVersionIsRefusedAndChangesNothing() {
    var before = policies.of(Cast.NORTHLIGHT);

    assertThatThrownBy(
            () ->
                policies.change(
                    Cast.NORTHLIGHT,
                    PolicyChange.to(new Audience.Nobody()),
                    before.version() - 1,
                    ADA))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(Problem.Code.PRECONDITION_FAILED));
    assertThat(policies.of(Cast.NORTHLIGHT)).isEqualTo(before);
  }

  @Test
  void anUnknownGroupIsRefusedAndChangesNothing() {
    var before = policies.of(Cast.NORTHLIGHT);
    var nowhere = new Audience.MembersOf(new GroupId(UUID.randomUUID()));

    assertThat(refusalOf(PolicyChange.to(nowhere)).target()).contains("selectedGroup");
    assertThat(policies.of(Cast.NORTHLIGHT)).isEqualTo(before);
  }

  @Test
  @Tag("M3")
  void whereItIsNotAvailableItCannotBeEnabled() {
    var version = policies.of(Cast.CAPITOL).version();

    assertThatThrownBy(
            () ->
                policies.change(
                    Cast.CAPITOL, PolicyChange.to(new Audience.Everyone()), version, ADA))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(Problem.Code.CONFLICT));
  }

  @Test
  void ofTwoAdministratorsWhoSaveAtOnceOneIsToldToLookAgain() throws Exception {
    var version = policies.of(Cast.NORTHLIGHT).version();
    Callable<Boolean> saveNo = () -> succeeds(new Audience.Nobody(), version);
    Callable<Boolean> saveGroup = () -> succeeds(new Audience.MembersOf(Cast.SALES), version);

    try (var threads = Executors.newFixedThreadPool(2)) {
      var results =
          threads.invokeAll(List.of(saveNo, saveGroup)).stream().map(Future::resultNow).toList();

      assertThat(results).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  @Tag("M73")
  void everyChangeIsAuditedWithWhoAndWhat() {
    change(Cast.NORTHLIGHT, PolicyChange.to(new Audience.MembersOf(Cast.SALES)));

    var newest = audit.entries(Cast.NORTHLIGHT, OptionalLong.empty(), Instant.EPOCH, 1).getFirst();

    assertThat(newest.event()).isEqualTo("PolicyChanged");
    assertThat(newest.actor()).isEqualTo(new Actor.Person(Cast.ADA));
    assertThat(newest.facts().get("after")).startsWith("selectedGroup");
  }

  private TenantId provision(String country, String rollout) {
    var id = new TenantId(UUID.randomUUID());
    return tenants.provision(definition(id, country, rollout)).id();
  }

  private static TenantDefinition definition(TenantId id, String country, String rollout) {
    return definition(id, country, rollout, "documented");
  }

  private static TenantDefinition definition(
      TenantId id, String country, String rollout, String preset) {
    return new TenantDefinition(
        id.toString(),
        "Seaside",
        List.of(id + ".example"),
        "global",
        country,
        rollout,
        preset,
        "https://seaside.example/privacy",
        new TenantDefinition.SignInDefinition(
            "https://login.example/" + id, "entente", "secret", null, null),
        null,
        null);
  }

  /** Newest first. */
  private List<AuditEntry> changesOf(TenantId tenant) {
    return audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 100).stream()
        .filter(it -> it.event().equals("PolicyChanged"))
        .toList();
  }

  private boolean succeeds(Audience audience, long version) {
    try {
      policies.change(Cast.NORTHLIGHT, PolicyChange.to(audience), version, ADA);
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private Reason reason(UserId person) {
    return policies.rule(Cast.NORTHLIGHT, person).decision().reason();
  }

  private Problem refusalOf(PolicyChange change) {
    return catchThrowableOfType(Problem.class, () -> change(Cast.NORTHLIGHT, change));
  }

  private TenantPolicy change(TenantId tenant, PolicyChange change) {
    return policies.change(tenant, change, policies.of(tenant).version(), ADA);
  }
}
