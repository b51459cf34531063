package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.connection.ConnectionsWithdrawn;
import dev.entente.server.connection.EndReason;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

@CardTest
class CardsTests {

  private static final String CHLOE = "Chloé Marchand";

  @Autowired private Cards cards;
  @Autowired private Policies policies;
  @Autowired private FakeNetwork network;
  @Autowired private CardTest.FakeTicker ticker;
  @Autowired private Memory memory;
  @Autowired private People people;
  @Autowired private Directory directory;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private TenantTransactions transactions;

  @BeforeEach
  void chloeIsAMember() {
    network.reset();
    network.hasMember(CHLOE, "chloe@northlight.example");
    ticker.pass(Duration.ofDays(1));
  }

  @AfterEach
  void backToTheDefault() {
    change(
        new PolicyChange(
            Optional.of(new Audience.Everyone()),
            Optional.of(true),
            Optional.of(Direction.BOTH),
            Optional.of(true)));
    people.disconnect(Cast.NORTHLIGHT, Cast.BEN);
    people.disconnect(Cast.NORTHLIGHT, Cast.CHLOE);
  }

  @Test
  @Tag("M40")
  void everyCardHasTheWorkProfile() {
    var work = cards.of(Cast.NORTHLIGHT, Cast.BEN, Cast.CHLOE).work();

    assertThat(work.person().jobTitle()).contains("Regional Sales Lead");
    assertThat(work.manager().orElseThrow().displayName()).isEqualTo("Ada Visser");
    assertThat(work.reports()).extracting(it -> it.displayName()).containsExactly("Ben Okafor");
  }

  @Test
  void thereIsNoCardOfSomeoneFromAnotherTenant() {
    assertThatThrownBy(() -> cards.of(Cast.NORTHLIGHT, Cast.BEN, Cast.HANA))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(Problem.Code.NOT_FOUND));
  }

  @Nested
  class WithoutAConnection {

    @Test
    @Tag("M20")
    @Tag("M41")
    void thePromptComesWithWhatAStrangerSees() {
      assertThat(part(Cast.BEN, Cast.CHLOE))
          .isInstanceOfSatisfying(
              NetworkPart.Invitation.class,
              it ->
                  assertThat(it.publicInformation())
                      .containsInstanceOf(PublicInformation.Match.class));
      assertThat(network.calls()).containsExactly("publicProfile chloe@northlight.example");
    }

    @Test
    @Tag("M45")
    void theNetworkIsNotAskedWithThePublicSwitchOff() {
      publicInformation(false);

      assertThat(part(Cast.BEN, Cast.CHLOE))
          .isEqualTo(new NetworkPart.Invitation(Optional.empty()));
      assertThat(cards.picture(Cast.NORTHLIGHT, Cast.BEN, Cast.CHLOE)).isEmpty();
      assertThat(network.calls()).isEmpty();
    }

    @Test
    @Tag("M44")
    void thereIsNoPartAndNoCallWhereTheSettingIsNo() {
      change(PolicyChange.to(new Audience.Nobody()));

      assertThat(part(Cast.BEN, Cast.CHLOE)).isEqualTo(new NetworkPart.Absent());
      assertThat(cards.unopened(Cast.NORTHLIGHT, Cast.BEN, Cast.CHLOE).network())
          .isEqualTo(new NetworkPart.Absent());
      assertThat(cards.picture(Cast.NORTHLIGHT, Cast.BEN, Cast.CHLOE)).isEmpty();
      assertThat(network.calls()).isEmpty();
    }

    @Test
    @Tag("M41")
    void publicInformationIsShownOutsideTheSelectedGroupToo() {
      change(PolicyChange.to(new Audience.MembersOf(Cast.SALES)));

      assertThat(part(Cast.EMIL, Cast.CHLOE)).isInstanceOf(NetworkPart.PublicOnly.class);
      assertThat(part(Cast.BEN, Cast.EMIL)).isInstanceOf(NetworkPart.Invitation.class);
    }

    @Test
    @Tag("M45")
    void outsideTheSelectedGroupNothingIsShownWithTheSwitchOff() {
      change(PolicyChange.to(new Audience.MembersOf(Cast.SALES)));
      publicInformation(false);

      assertThat(part(Cast.EMIL, Cast.CHLOE)).isEqualTo(new NetworkPart.Absent());
      assertThat(network.calls()).isEmpty();
    }

    @Test
    void anUnopenedCardAsksTheNetworkNothing() {
      assertThat(cards.unopened(Cast.NORTHLIGHT, Cast.BEN, Cast.CHLOE).network())
          .isEqualTo(new NetworkPart.Unopened());
      assertThat(network.calls()).isEmpty();
    }

    @Test
    @Tag("M42")
    void aNameYieldsCandidatesOnly() {
      network.hasMember("Emil Lindqvist", "someone.else@elsewhere.example");

      assertThat(part(Cast.BEN, Cast.EMIL))
          .isInstanceOfSatisfying(
              NetworkPart.Invitation.class,
              it ->
                  assertThat(it.publicInformation())
                      .containsInstanceOf(PublicInformation.Candidates.class));
      assertThat(cards.picture(Cast.NORTHLIGHT, Cast.BEN, Cast.EMIL)).isEmpty();
    }

    @Test
    void saysSoWhenTheNetworkDoesNotAnswer() {
      network.breaksDown();

      assertThat(part(Cast.BEN, Cast.CHLOE))
          .isEqualTo(new NetworkPart.Unavailable(NetworkPart.Cause.NO_ANSWER, Optional.empty()));
    }
  }

  @Nested
  class WithAConnection {

    @BeforeEach
    void benConnects() {
      people.connect(Cast.NORTHLIGHT, Cast.BEN, "Ben");
    }

    @Test
    @Tag("M41")
    void showsFullInformationSeenWithTheViewersOwnToken() {
      var full = full(Cast.BEN, Cast.CHLOE);

      assertThat(full.view().headline()).contains("seen with token of Ben");
      assertThat(full.view().connected()).isTrue();
      assertThat(full.inCommon())
          .isEqualTo(
              new Answer.Got<>(new InCommon(List.of(), List.of(), List.of("chess"), List.of())));
    }

    @Test
    @Tag("M23")
    @Tag("M41")
    void whereNobodyMayLookMembersUpTheViewersOwnConnectionsAreShown() {
      network.letsNobodyLookMembersUp();
      network.listsConnection("Chloe Martin", "CHLOE@northlight.example");

      var full = full(Cast.BEN, Cast.CHLOE);

      assertThat(full.view().connected()).isTrue();
      assertThat(full.view().publicProfile().name()).isEqualTo("Chloe Martin");
      assertThat(full.view().publicProfile().company()).contains("Northlight");
      assertThat(network.calls()).contains("ownData CONNECTIONS");
    }

    @Test
    @Tag("M23")
    void whatTheViewerFollowsIsShownBeforeTheirProfileIsReady() {
      network.letsNobodyLookMembersUp();
      network.listsConnection("Chloe Martin", "chloe@northlight.example");
      network.follows("NORTHLIGHT");
      network.preparesProfile();

      assertThat(full(Cast.BEN, Cast.CHLOE).inCommon())
          .isEqualTo(
              new Answer.Got<>(
                  new InCommon(List.of(), List.of(), List.of(), List.of("Northlight"))));
    }

    /** Half an answer must not look whole, and the wait is told. */
    @Test
    @Tag("M23")
    void aProfileThatCannotBeReadIsSaidToBeWhateverTheViewerFollows() {
      network.letsNobodyLookMembersUp();
      network.listsConnection("Chloe Martin", "chloe@northlight.example");
      network.follows("NORTHLIGHT");
      network.hasNoTimeForProfile();

      assertThat(full(Cast.BEN, Cast.CHLOE).inCommon())
          .isEqualTo(
              new Answer.Unreachable<>("too many requests", Optional.of(Duration.ofHours(1))));
      assertThat(network.calls()).doesNotContain("ownData INTERESTS");
    }

    @Test
    @Tag("M23")
    void followingNothingOfTheSubjectsDoesNotMeanToHaveNothingInCommon() {
      network.letsNobodyLookMembersUp();
      network.listsConnection("Chloe Martin", "chloe@northlight.example");
      network.follows("Elsewhere");
      network.preparesProfile();

      assertThat(full(Cast.BEN, Cast.CHLOE).inCommon()).isEqualTo(new Answer.NotYet<>());
    }

    @Test
    @Tag("M42")
    void aConnectionOfTheSameNameIsOnlyACandidate() {
      network.letsNobodyLookMembersUp();
      network.listsConnection(CHLOE, "");

      assertThat(part(Cast.BEN, Cast.CHLOE))
          .isInstanceOfSatisfying(
              NetworkPart.PublicOnly.class,
              it -> assertThat(it.information()).isInstanceOf(PublicInformation.Candidates.class));
    }

    @Test
    @Tag("M46")
    void whoIsNoConnectionOfTheViewersIsNotShown() {
      network.letsNobodyLookMembersUp();
      network.listsConnection("Hana Kelly", "hana@harbour.example");

      assertThat(part(Cast.BEN, Cast.CHLOE)).isEqualTo(new NetworkPart.NotOffered());
    }

    @Test
    @Tag("M45")
    void thePublicSwitchDoesNotLimitWhatTheViewerConsentedTo() {
      publicInformation(false);

      assertThat(part(Cast.BEN, Cast.CHLOE)).isInstanceOf(NetworkPart.Full.class);
    }

    @Test
    @Tag("M26")
    void aMemberWhoHidesLooksLikeNoMemberAtAll() {
      network.hasMember("Fatou Diallo", "fatou@northlight.example");
      network.hides("Fatou Diallo");

      assertThat(part(Cast.BEN, Cast.FATOU)).isEqualTo(new NetworkPart.NothingFound());
      assertThat(part(Cast.BEN, Cast.EMIL)).isEqualTo(new NetworkPart.NothingFound());
    }

    @Test
    @Tag("M42")
    void candidatesStayCandidates() {
      network.hasMember("Emil Lindqvist", "someone.else@elsewhere.example");

      assertThat(part(Cast.BEN, Cast.EMIL)).isInstanceOf(NetworkPart.PublicOnly.class);
      assertThat(network.calls()).noneMatch(it -> it.startsWith("memberView"));
    }

    @Test
    @Tag("M46")
    void isNobodyElses() {
      full(Cast.BEN, Cast.CHLOE);

      assertThat(part(Cast.EMIL, Cast.CHLOE)).isInstanceOf(NetworkPart.Invitation.class);
    }

    @Test
    @Tag("M6")
    void aNoThatComesWhileTheNetworkAnswersIsObeyed() {
      network.duringView(() -> change(PolicyChange.to(new Audience.Nobody())));

      assertThat(part(Cast.BEN, Cast.CHLOE)).isEqualTo(new NetworkPart.Absent());
      assertThat(memory.size()).isZero();
    }

    @Test
    @Tag("M22")
    void aDisconnectThatComesWhileTheNetworkAnswersIsObeyed() {
      network.duringView(() -> people.disconnect(Cast.NORTHLIGHT, Cast.BEN));

      assertThat(part(Cast.BEN, Cast.CHLOE)).isInstanceOf(NetworkPart.Invitation.class);
    }

    @Test
    void whoLeavesTheSelectedGroupIsBackToPublicInformation() {
      change(PolicyChange.to(new Audience.MembersOf(Cast.SALES_EMEA)));

      assertThat(part(Cast.BEN, Cast.CHLOE)).isInstanceOf(NetworkPart.PublicOnly.class);
    }

    @Test
    @Tag("M25")
    void eachKindIsAskedForAgainWhenItsClockHasRunOut() {
      full(Cast.BEN, Cast.CHLOE);
      full(Cast.BEN, Cast.CHLOE);
      assertThat(network.calls())
          .containsExactly(
              "publicProfile chloe@northlight.example",
              "memberView " + CHLOE,
              "ownData PROFILE",
              "ownData INTERESTS");

      ticker.pass(Duration.ofMinutes(5));
      full(Cast.BEN, Cast.CHLOE);
      assertThat(network.calls()).hasSize(5).endsWith("memberView " + CHLOE);

      ticker.pass(Duration.ofMinutes(5));
      assertThat(memory.size()).isZero();
    }

    @Test
    @Tag("M25")
    void disconnectingEmptiesTheMemoryOfThatViewerOnly() {
      people.connect(Cast.NORTHLIGHT, Cast.CHLOE, "Chloe");
      full(Cast.BEN, Cast.CHLOE);
      var bens = memory.size();
      part(Cast.CHLOE, Cast.CHLOE);

      people.disconnect(Cast.NORTHLIGHT, Cast.CHLOE);

      assertThat(memory.size()).isEqualTo(bens);
    }

    @Test
    @Tag("M25")
    void noEmptiesTheMemoryOfTheTenant() {
      full(Cast.BEN, Cast.CHLOE);

      change(PolicyChange.to(new Audience.Nobody()));

      assertThat(memory.size()).isZero();
    }

    /** By the new address or name somebody else may match. */
    @Test
    @Tag("M42")
    void peopleAreLookedUpAnewOnceTheDirectoryChanged() {
      full(Cast.BEN, Cast.CHLOE);
      var newcomer = new UserId(UUID.randomUUID());

      apply(new DirectoryChange.PutPerson(newcomer(newcomer)));

      assertThat(memory.publicInformation().size()).isZero();
      assertThat(memory.views().size()).isZero();
      assertThat(memory.backgrounds().size()).as("the viewer's own").isPositive();
      apply(new DirectoryChange.RemovePerson(newcomer));
    }

    @Test
    @Tag("M25")
    void anExpiryEmptiesTheMemoryOfTheTenant() {
      full(Cast.BEN, Cast.CHLOE);

      transactions.run(
          Cast.NORTHLIGHT,
          () ->
              events.publishEvent(
                  new ConnectionsWithdrawn(Cast.NORTHLIGHT, Instant.now(), 1, EndReason.EXPIRED)));

      assertThat(memory.size()).isZero();
    }

    @Test
    void keepsTheWorkProfileWhenTheNetworkDoesNotAnswer() {
      network.breaksDown();

      var card = cards.of(Cast.NORTHLIGHT, Cast.BEN, Cast.CHLOE);

      assertThat(card.network()).isInstanceOf(NetworkPart.Unavailable.class);
      assertThat(card.work().person().displayName()).isEqualTo(CHLOE);
    }
  }

  private NetworkPart part(UserId viewer, UserId subject) {
    return cards.of(Cast.NORTHLIGHT, viewer, subject).network();
  }

  private NetworkPart.Full full(UserId viewer, UserId subject) {
    var part = part(viewer, subject);
    assertThat(part).isInstanceOf(NetworkPart.Full.class);
    return (NetworkPart.Full) part;
  }

  private void apply(DirectoryChange change) {
    directory.apply(Cast.NORTHLIGHT, Owner.ENTENTE, List.of(change), new Actor.Operator());
  }

  private static Person newcomer(UserId id) {
    return new Person(
        id,
        "newcomer@northlight.example",
        "A Newcomer",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private void publicInformation(boolean on) {
    change(new PolicyChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(on)));
  }

  private void change(PolicyChange change) {
    policies.change(
        Cast.NORTHLIGHT,
        change,
        policies.of(Cast.NORTHLIGHT).version(),
        new Actor.Person(Cast.ADA));
  }
}
