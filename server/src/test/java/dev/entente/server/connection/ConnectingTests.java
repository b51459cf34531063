package dev.entente.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.connection.Connecting.Beginning;
import dev.entente.server.connection.Connecting.Wish;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryDelta;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.tenant.Tenants;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the wish to the connection and its end, on a real database; only the network is played. */
@EntenteTest
@Import(PlayedNetwork.class)
@Tag("M21")
class ConnectingTests {

  private static final TenantId TENANT = Cast.NORTHLIGHT;
  private static final String SESSION = "a browser session";
  private static final UserId NEWCOMER = new UserId(new UUID(7, 7));

  @Autowired private Connecting connecting;
  @Autowired private Connections connections;
  @Autowired private Housekeeping housekeeping;
  @Autowired private ChoreStore chores;
  @Autowired private Clock clock;
  @Autowired private ConsentNotices notices;
  @Autowired private Policies policies;
  @Autowired private Tenants tenants;
  @Autowired private Directory directory;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlayedNetwork network;

  @BeforeEach
  void nobodyIsConnected() {
    housekeeping.stop(); // Each test says when.
    set(
        new PolicyChange(
            Optional.of(new Audience.Everyone()),
            Optional.of(true),
            Optional.of(Direction.BOTH),
            Optional.empty()));
    for (var person : List.of(Cast.BEN, Cast.CHLOE)) {
      connections
          .liveOf(TENANT, person)
          .forEach(it -> connections.disconnect(TENANT, person, it.id()));
    }
    transactions.run(TENANT, () -> jdbc.sql("DELETE FROM revocations").update());
    network.reset();
  }

  @Test
  void connectsWithTheOptionThatWasChosen() {
    assertThat(connect(Cast.BEN, Direction.INBOUND, "ben")).isEqualTo(Outcome.CONNECTED);

    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.INBOUND);
  }

  @Test
  @Tag("M25")
  void storesNeitherTheTokenNorTheMemberInTheClear() {
    connect(Cast.BEN, Direction.BOTH, "ben-member");

    var row =
        transactions.in(
            TENANT,
            () ->
                jdbc.sql(
                        "SELECT string_agg(c::text || encode(c.token, 'escape'), '') FROM connections c")
                    .query((it, _) -> it.getString(1))
                    .single());

    assertThat(row).doesNotContain("ben-member").doesNotContain("token of");
  }

  @Test
  @Tag("M71")
  @Tag("M72")
  void recordsTheTextThatWasShownAndTheCategoriesThatItCovers() {
    var shown =
        new ConsentNotice(
            "nl",
            List.of(),
            List.of(
                section(Direction.INBOUND, "inbound.PROFILE", Optional.empty()),
                section(Direction.INBOUND, "inbound.INTERESTS", Optional.of("Not offered.")),
                section(Direction.BOTH, "outbound.CALENDAR", Optional.empty())),
            "The words of the day, which nobody can make again.",
            List.of());
    var pending = begin(Cast.BEN, Direction.INBOUND).pending();
    var state = stateIn(connecting.forward(TENANT, Cast.BEN, pending, SESSION, shown));

    complete(Cast.BEN, SESSION, answer("ben", state));

    assertThat(lastGrantOf(Cast.BEN))
        .isEqualTo(
            new Evidence("nl", shown.agreedTo(Direction.INBOUND).text(), "{inbound.PROFILE}"));
  }

  /** What stands in the records of a grant. */
  private record Evidence(String locale, String text, String categories) {}

  private Evidence lastGrantOf(UserId person) {
    return transactions.in(
        TENANT,
        () ->
            jdbc.sql(
                    """
                    SELECT n.locale, n.text, c.categories::text AS categories
                    FROM consents c JOIN consent_notices n ON n.hash = c.notice_hash
                    WHERE c.event = 'GRANTED' AND c.owner_id = :person ORDER BY c.id DESC LIMIT 1
                    """)
                .param("person", person.value())
                .query(Evidence.class)
                .single());
  }

  private static ConsentNotice.Section section(
      Direction needs, String category, Optional<String> objection) {
    return new ConsentNotice.Section(
        needs,
        "A section",
        List.of(new ConsentNotice.Term(category, "A category", "What it means.", objection)));
  }

  @Test
  @Tag("M71")
  void theNoticeSaysInWhichLanguageItReallyIs() {
    var notice = notices.of(tenants.get(TENANT), network, Direction.BOTH, Locale.JAPANESE);

    assertThat(notice.locale()).isEqualTo("en");
  }

  @Test
  @Tag("M71")
  void theNoticeNamesOptionTermsStatementsAndCategories() {
    assertThat(notice(Direction.BOTH).agreedTo(Direction.BOTH).text())
        .contains("in both directions", "United States", "https://northlight.example/privacy")
        .contains("Profile: Who you are", "Never title, agenda or content")
        .contains("Not offered by the LinkedIn app that is set up here.")
        .contains("Not offered yet: this server sends nothing of it to LinkedIn.");
    assertThat(notice(Direction.INBOUND).agreedTo(Direction.INBOUND).text())
        .doesNotContain("Calendar");
  }

  @Test
  @Tag("M72")
  void consentCoversNothingThatIsNeitherReadNorSent() {
    assertThat(notice(Direction.BOTH).agreedTo(Direction.BOTH).categories())
        .containsExactly("inbound.PROFILE");
  }

  @Test
  void theSameAnswerASecondTimeChangesNothing() {
    var state = stateOf(Cast.BEN, Direction.BOTH);
    complete(Cast.BEN, SESSION, answer("ben", state));

    assertThat(complete(Cast.BEN, SESSION, answer("ben", state)))
        .isEqualTo(Outcome.ALREADY_CONNECTED);
    assertThat(network.exchanges()).hasSize(1);
  }

  @Test
  void ofFiftyCallbacksAtOnceOneConnects() throws Exception {
    var state = stateOf(Cast.BEN, Direction.BOTH);
    Callable<Outcome> callback = () -> complete(Cast.BEN, SESSION, answer("ben", state));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          threads.invokeAll(Collections.nCopies(50, callback)).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(outcomes).filteredOn(it -> it == Outcome.CONNECTED).hasSize(1);
      assertThat(outcomes)
          .isSubsetOf(Outcome.CONNECTED, Outcome.IN_PROGRESS, Outcome.ALREADY_CONNECTED);
      assertThat(network.exchanges()).hasSize(1);
    }
  }

  @Test
  void aReloadSaysWhatTheFirstAnswerCameToAndNotWhatElseThereIs() {
    connect(Cast.BEN, Direction.INBOUND, "ben");
    var cancelled =
        new AuthorizationResponse(
            null, "user_cancelled_login", stateOf(Cast.BEN, Direction.BOTH), null);

    assertThat(complete(Cast.BEN, SESSION, cancelled)).isEqualTo(Outcome.CANCELLED);
    assertThat(complete(Cast.BEN, SESSION, cancelled)).isEqualTo(Outcome.CANCELLED);
    assertThat(complete(Cast.CHLOE, SESSION, cancelled)).isEqualTo(Outcome.UNKNOWN_STATE);
  }

  @Test
  void aReloadAfterDisconnectingDoesNotSayConnected() {
    var answer = answer("ben", stateOf(Cast.BEN, Direction.BOTH));
    complete(Cast.BEN, SESSION, answer);
    connections.disconnect(TENANT, Cast.BEN, connections.liveOf(TENANT, Cast.BEN).getFirst().id());

    assertThat(complete(Cast.BEN, SESSION, answer)).isEqualTo(Outcome.UNKNOWN_STATE);
  }

  @Test
  void anAnswerInAnotherBrowserIsRefusedAndTheStateIsUsedUp() {
    var state = stateOf(Cast.BEN, Direction.BOTH);

    assertThat(complete(Cast.BEN, "another session", answer("ben", state)))
        .isEqualTo(Outcome.OTHER_SESSION);
    assertThat(complete(Cast.BEN, SESSION, answer("ben", state))).isEqualTo(Outcome.UNKNOWN_STATE);
    assertThat(network.exchanges()).isEmpty();
  }

  @Test
  void anAttackersStateInTheVictimsBrowserConnectsNobody() {
    var attackers = stateOf(Cast.CHLOE, Direction.BOTH);

    assertThat(complete(Cast.BEN, SESSION, answer("chloe", attackers)))
        .isEqualTo(Outcome.OTHER_SESSION);
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();
    assertThat(lastEvent()).isEqualTo("ConnectionRefused");
  }

  @Test
  void aSecondTabsForwardVoidsTheFirstState() {
    var begun = begin(Cast.BEN, Direction.BOTH);
    var first =
        stateIn(
            connecting.forward(TENANT, Cast.BEN, begun.pending(), SESSION, notice(Direction.BOTH)));
    stateIn(connecting.forward(TENANT, Cast.BEN, begun.pending(), SESSION, notice(Direction.BOTH)));

    assertThat(complete(Cast.BEN, SESSION, answer("ben", first))).isEqualTo(Outcome.UNKNOWN_STATE);
  }

  @Test
  void nobodyForwardsSomebodyElsesWish() {
    var begun = begin(Cast.BEN, Direction.BOTH);

    assertThatThrownBy(
            () ->
                connecting.forward(
                    TENANT, Cast.CHLOE, begun.pending(), SESSION, notice(Direction.BOTH)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void afterTenMinutesItHasExpired() {
    var state = stateOf(Cast.BEN, Direction.BOTH);
    transactions.run(
        TENANT,
        () ->
            jdbc.sql("UPDATE pending_connections SET expires_at = now() - interval '1 second'")
                .update());

    assertThat(complete(Cast.BEN, SESSION, answer("ben", state))).isEqualTo(Outcome.EXPIRED);
    assertThat(network.exchanges()).isEmpty();
  }

  /** Each a mutation of a valid answer; none reaches the token endpoint. */
  @ParameterizedTest
  @CsvSource({
    "ben,, https://attacker.example, PROVIDER_ERROR",
    ", access_denied,, CANCELLED",
    ", user_cancelled_login,, CANCELLED",
    ", user_cancelled_authorize,, CANCELLED",
    ", unauthorized_scope_error,, SCOPE_REFUSED",
    ", server_error,, PROVIDER_ERROR",
    ",,, PROVIDER_ERROR",
    "ben, access_denied, https://attacker.example, PROVIDER_ERROR",
  })
  void checksTheAnswerInTheSpecificationsOrder(
      @Nullable String code, @Nullable String error, @Nullable String issuer, Outcome expected) {
    var state = stateOf(Cast.BEN, Direction.BOTH);

    assertThat(complete(Cast.BEN, SESSION, new AuthorizationResponse(code, error, state, issuer)))
        .isEqualTo(expected);
    assertThat(network.exchanges()).isEmpty();
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();
    assertThat(lastEvent()).isEqualTo("ConnectionRefused");
  }

  @Test
  void anAnswerWithoutStateBelongsToNobody() {
    assertThat(complete(Cast.BEN, SESSION, new AuthorizationResponse("ben", null, null, null)))
        .isEqualTo(Outcome.UNKNOWN_STATE);
  }

  @Test
  void aCodeThatTheNetworkRefusesConnectsNobody() {
    assertThat(connect(Cast.BEN, Direction.BOTH, PlayedNetwork.REFUSED))
        .isEqualTo(Outcome.PROVIDER_ERROR);
  }

  /** The second token is of Ben's member: LinkedIn might end his connection with it. */
  @Test
  void aMemberBelongsToOneWorkAccountAndTheSecondTokenIsErased() {
    connect(Cast.BEN, Direction.BOTH, "shared");

    assertThat(connect(Cast.CHLOE, Direction.BOTH, "shared")).isEqualTo(Outcome.MEMBER_TAKEN);

    assertThat(connections.liveOf(TENANT, Cast.CHLOE)).isEmpty();
    assertNothingIsRevoked();
  }

  @Test
  void theTokenOfARefusedPersonGoesBack() {
    var state = stateOf(Cast.BEN, Direction.BOTH);
    setCeiling(Direction.INBOUND);

    assertThat(complete(Cast.BEN, SESSION, answer("ben", state)))
        .isEqualTo(Outcome.DIRECTION_CAPPED);

    housekeeping.goThrough(Chore.GIVE_TOKENS_BACK);
    assertThat(network.revoked()).containsExactly("token of ben");
  }

  @Test
  void aRefusedRetryDoesNotEndTheConnectionThatStands() {
    connect(Cast.BEN, Direction.INBOUND, "ben");
    var state = stateOf(Cast.BEN, Direction.BOTH);
    setCeiling(Direction.INBOUND);

    complete(Cast.BEN, SESSION, answer("ben", state));

    assertThat(connections.liveOf(TENANT, Cast.BEN)).isNotEmpty();
    assertNothingIsRevoked();
  }

  private void assertNothingIsRevoked() {
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).isEmpty();
    assertThat(revocations()).isZero();
  }

  /** Both tabs have their own state and their own code; neither knows of the other. */
  @RepeatedTest(5)
  void twoTabsThatFinishAtTheSameInstantBothEndWell() throws Exception {
    var first = stateOf(Cast.BEN, Direction.BOTH);
    var second = stateOf(Cast.BEN, Direction.INBOUND);

    var outcomes =
        atOnce(
            () -> complete(Cast.BEN, SESSION, answer("ben", first)),
            () -> complete(Cast.BEN, SESSION, answer("ben", second)));

    assertThat(outcomes).containsExactly(Outcome.CONNECTED, Outcome.CONNECTED);
    assertThat(connections.liveOf(TENANT, Cast.BEN)).hasSize(1);
  }

  @RepeatedTest(5)
  void ofTwoPeopleWhoRaceForOneMemberOneConnects() throws Exception {
    var bens = stateOf(Cast.BEN, Direction.BOTH);
    var chloes = stateOf(Cast.CHLOE, Direction.BOTH);

    var outcomes =
        atOnce(
            () -> complete(Cast.BEN, SESSION, answer("shared", bens)),
            () -> complete(Cast.CHLOE, SESSION, answer("shared", chloes)));

    assertThat(outcomes).containsExactlyInAnyOrder(Outcome.CONNECTED, Outcome.MEMBER_TAKEN);
    assertThat(connections.liveOf(TENANT, List.of(Cast.BEN, Cast.CHLOE))).hasSize(1);
  }

  private List<Outcome> atOnce(Callable<Outcome> one, Callable<Outcome> other) throws Exception {
    network.answersTogether(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(List.of(one, other)).stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void anExpiredConnectionThatIsNotSweptYetStandsInNobodysWay() {
    connect(Cast.BEN, Direction.BOTH, "wanderer");
    expire(Cast.BEN);

    assertThat(connect(Cast.CHLOE, Direction.BOTH, "wanderer")).isEqualTo(Outcome.CONNECTED);

    assertThat(lastEndOf(Cast.BEN)).isEqualTo(EndReason.EXPIRED);
  }

  @Test
  void anAnswerThatComesToAnotherNetworksAddressIsRefused() {
    var state = stateOf(Cast.BEN, Direction.BOTH);

    var finish = connecting.complete(TENANT, Cast.BEN, SESSION, "other", answer("ben", state));

    assertThat(finish.outcome()).isEqualTo(Outcome.PROVIDER_ERROR);
    assertThat(network.exchanges()).isEmpty();
  }

  @Test
  void aConnectionWithASecondNetworkStandsBesideTheFirst() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    change("UPDATE connections SET network = 'other' WHERE owner_id = :person", Cast.BEN);
    connect(Cast.BEN, Direction.BOTH, "ben");

    assertThat(connect(Cast.BEN, Direction.INBOUND, "ben")).isEqualTo(Outcome.CONNECTED);

    assertThat(connections.liveOf(TENANT, Cast.BEN))
        .extracting(Connection::network)
        .containsExactly("linkedin", "other");
  }

  @Test
  void connectingAgainReplacesTheConnection() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.BEN, Direction.INBOUND, "ben");

    assertThat(connections.historyOf(TENANT, Cast.BEN).get(1).ended().orElseThrow().reason())
        .isEqualTo(EndReason.REPLACED);
    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.INBOUND);
  }

  @Test
  void theTokenOfAnotherMemberGoesBackWhenItIsReplaced() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.BEN, Direction.BOTH, "ben-privately");

    housekeeping.giveTokensBack(TENANT);

    assertThat(network.revoked()).containsExactly("token of ben");
  }

  /** LinkedIn may take back the member's whole grant, the new token with it. */
  @Test
  void theTokenOfTheSameMemberIsOnlyErasedWhenItIsReplaced() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.BEN, Direction.INBOUND, "ben");

    assertNothingIsRevoked();
  }

  @Test
  void aTokenThatWaitsToGoBackDoesNotEndALaterConnectionOfItsMember() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    network.refusesToTakeTokensBack();
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());
    housekeeping.giveTokensBack(TENANT);
    network.reset();

    connect(Cast.BEN, Direction.BOTH, "ben");
    waitForRevocations(Duration.ofMinutes(5));

    assertNothingIsRevoked();
  }

  /** The old connection is dead but stands in its row until Ben's new one takes its place. */
  @Test
  @Tag("M6")
  void whoConnectsAgainRightAfterNoAndYesKeepsTheNewConnection() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.CHLOE, Direction.BOTH, "chloe");
    set(PolicyChange.to(new Audience.Nobody()));
    set(PolicyChange.to(new Audience.Everyone()));
    connect(Cast.BEN, Direction.BOTH, "ben");

    housekeeping.endDeadConnections(TENANT);
    housekeeping.giveTokensBack(TENANT);

    assertThat(network.revoked()).containsExactly("token of chloe");
    assertThat(revocations()).isZero();
  }

  @Test
  @Tag("M13")
  void nobodyConnectsAboveTheCeiling() {
    setCeiling(Direction.INBOUND);

    assertThat(connecting.begin(TENANT, Cast.BEN, wish(Direction.BOTH)))
        .isInstanceOfSatisfying(
            Beginning.Refused.class,
            it -> assertThat(it.outcome()).isEqualTo(Outcome.DIRECTION_CAPPED));
  }

  @Test
  @Tag("M13")
  void aLowerCeilingCutsConnectionsDownAtOnceAndForGood() {
    connect(Cast.BEN, Direction.BOTH, "ben");

    setCeiling(Direction.INBOUND);
    assertThat(live(Cast.BEN).direction()).as("before any clean-up").isEqualTo(Direction.INBOUND);
    setCeiling(Direction.BOTH);
    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.INBOUND);

    housekeeping.goThrough(Chore.NARROW_TWO_WAY_CONNECTIONS);
    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.INBOUND);
    assertThat(lastConsentOf(Cast.BEN)).isEqualTo("NARROWED_BY_ADMINISTRATOR inbound");
    assertThat(lastEvent()).isEqualTo("ConnectionsNarrowed");
    assertThat(connect(Cast.BEN, Direction.BOTH, "ben")).isEqualTo(Outcome.CONNECTED);
    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.BOTH);
  }

  @Test
  @Tag("M13")
  void whatWasFetchedWhileTheCeilingCameDownIsNotGivenOut() {
    connect(Cast.BEN, Direction.BOTH, "ben");

    var answer =
        connections.withToken(
            TENANT,
            live(Cast.BEN),
            _ -> {
              setCeiling(Direction.INBOUND);
              return new Answer.Got<>("too late");
            });

    assertThat(answer).isInstanceOf(Answer.TokenEnded.class);
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isNotEmpty();
  }

  @Test
  @Tag("M13")
  void aPersonNarrowsTheirOwnConnectionAndNoOneElses() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var id = live(Cast.BEN).id();

    assertThatThrownBy(() -> connections.narrow(TENANT, Cast.CHLOE, id))
        .isInstanceOf(Problem.class);
    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.BOTH);

    connections.narrow(TENANT, Cast.BEN, id);

    assertThat(live(Cast.BEN).direction()).isEqualTo(Direction.INBOUND);
    assertThat(lastConsentOf(Cast.BEN)).isEqualTo("NARROWED_BY_PERSON inbound");
    assertThat(lastEvent()).isEqualTo("ConnectionNarrowed");
  }

  private String lastConsentOf(UserId person) {
    return transactions.in(
        TENANT,
        () ->
            jdbc.sql(
                    """
                    SELECT event || ' ' || direction FROM consents
                    WHERE owner_id = :person ORDER BY id DESC LIMIT 1
                    """)
                .param("person", person.value())
                .query(String.class)
                .single());
  }

  private String lastEvent() {
    return transactions.in(
        TENANT,
        () ->
            jdbc.sql("SELECT event FROM audit_entries ORDER BY id DESC LIMIT 1")
                .query(String.class)
                .single());
  }

  private void setCeiling(Direction ceiling) {
    set(
        new PolicyChange(
            Optional.empty(), Optional.empty(), Optional.of(ceiling), Optional.empty()));
  }

  @Test
  @Tag("M6")
  void noWhileThePersonIsAtLinkedInWins() {
    var state = stateOf(Cast.BEN, Direction.BOTH);
    set(PolicyChange.to(new Audience.Nobody()));

    assertThat(complete(Cast.BEN, SESSION, answer("ben", state))).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(connections.historyOf(TENANT, Cast.BEN)).noneMatch(it -> it.ended().isEmpty());
  }

  @Test
  @Tag("M6")
  void aConsentFromBeforeNoIsRefusedAfterYes() {
    var state = stateOf(Cast.BEN, Direction.BOTH);
    set(PolicyChange.to(new Audience.Nobody()));
    set(PolicyChange.to(new Audience.Everyone()));

    assertThat(complete(Cast.BEN, SESSION, answer("ben", state)))
        .isEqualTo(Outcome.WITHDRAWN_MEANWHILE);

    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();
    assertThat(lastEvent()).isEqualTo("ConnectionRefused");
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).containsExactly("token of ben");
  }

  @Test
  @Tag("M6")
  void noEndsAtOnceAndYesRevivesNothing() {
    connect(Cast.BEN, Direction.BOTH, "ben");

    set(PolicyChange.to(new Audience.Nobody()));
    assertThat(connections.liveOf(TENANT, Cast.BEN)).as("before any clean-up").isEmpty();
    set(PolicyChange.to(new Audience.Everyone()));
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();

    housekeeping.goThrough(Chore.END_DEAD_CONNECTIONS);
    assertThat(connections.historyOf(TENANT, Cast.BEN).getFirst().ended().orElseThrow().reason())
        .isEqualTo(EndReason.WITHDRAWN_BY_ADMINISTRATOR);
    assertThat(connect(Cast.BEN, Direction.BOTH, "ben")).isEqualTo(Outcome.CONNECTED);
  }

  @Test
  @Tag("M6")
  void historyShowsWhatNoAndTimeHaveEndedBeforeItIsSwept() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.CHLOE, Direction.BOTH, "chloe");
    expire(Cast.CHLOE);
    assertThat(lastEndOf(Cast.CHLOE)).isEqualTo(EndReason.EXPIRED);

    set(PolicyChange.to(new Audience.Nobody()));

    assertThat(lastEndOf(Cast.BEN)).isEqualTo(EndReason.WITHDRAWN_BY_ADMINISTRATOR);
  }

  @Test
  @Tag("M6")
  void aDeadConnectionThatIsNotSweptYetStandsInNobodysWay() {
    connect(Cast.BEN, Direction.BOTH, "wanderer");
    set(PolicyChange.to(new Audience.Nobody()));
    set(PolicyChange.to(new Audience.Everyone()));

    assertThat(connect(Cast.CHLOE, Direction.BOTH, "wanderer")).isEqualTo(Outcome.CONNECTED);
    assertThat(connect(Cast.BEN, Direction.BOTH, "ben")).isEqualTo(Outcome.CONNECTED);
  }

  @Test
  void whoLeavesTheDirectoryIsDisconnectedAndLeavesTheMemberFree() {
    putIntoTheDirectory(NEWCOMER);
    connect(NEWCOMER, Direction.BOTH, "wanderer");

    change(new DirectoryChange.RemovePerson(NEWCOMER));

    assertThat(lastEndOf(NEWCOMER)).isEqualTo(EndReason.REMOVED_FROM_DIRECTORY);
    assertThat(lastConsentOf(NEWCOMER)).isEqualTo("REMOVED_FROM_DIRECTORY both");
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).containsExactly("token of wanderer");
    assertThat(connect(Cast.CHLOE, Direction.BOTH, "wanderer")).isEqualTo(Outcome.CONNECTED);
  }

  @RepeatedTest(5)
  void whoLeavesTheDirectoryWhileConnectingIsNotConnected() throws Exception {
    putIntoTheDirectory(NEWCOMER);
    var state = stateOf(NEWCOMER, Direction.BOTH);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          List.of(
              () -> complete(NEWCOMER, SESSION, answer("wanderer", state)),
              () -> change(new DirectoryChange.RemovePerson(NEWCOMER))));
    }

    assertThat(connections.historyOf(TENANT, NEWCOMER)).allMatch(it -> it.ended().isPresent());
  }

  private void putIntoTheDirectory(UserId person) {
    Optional<String> nothing = Optional.empty();
    change(
        new DirectoryChange.PutPerson(
            new Person(
                person,
                "newcomer@northlight.example",
                "Newcomer",
                nothing,
                nothing,
                nothing,
                nothing,
                nothing,
                nothing,
                Optional.empty(),
                true)));
  }

  private DirectoryDelta change(DirectoryChange change) {
    return directory.apply(TENANT, Owner.ENTENTE, List.of(change), new Actor.Server());
  }

  @Test
  @Tag("M22")
  void disconnectingEndsAtOnceErasesTheTokenAndTellsTheNetwork() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = live(Cast.BEN);

    connections.disconnect(TENANT, Cast.BEN, connection.id());
    connections.disconnect(TENANT, Cast.BEN, connection.id());

    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();
    assertThat(connections.withToken(TENANT, connection, _ -> new Answer.Got<>("data")))
        .isInstanceOf(Answer.TokenEnded.class);
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).contains("token of ben");
  }

  @Test
  @Tag("M22")
  void aNetworkThatDoesNotTakeATokenBackIsAskedAgainForADayAndMore() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    network.refusesToTakeTokensBack();
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());

    housekeeping.giveTokensBack(TENANT);
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).as("not at once again").hasSize(1);

    waitForRevocations(Duration.ofHours(25));
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).hasSize(2);
    assertThat(revocations()).isEqualTo(1);

    network.reset();
    waitForRevocations(Duration.ofHours(5));
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).containsExactly("token of ben");
    assertThat(revocations()).isZero();
  }

  @Test
  @Tag("M73")
  void givingUpOnARevocationErasesTheTokenAndIsAudited() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    network.refusesToTakeTokensBack();
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());

    waitForRevocations(Duration.ofHours(49));
    housekeeping.giveTokensBack(TENANT);

    assertThat(revocations()).isZero();
    assertThat(lastEvent()).isEqualTo("RevocationAbandoned");
  }

  @Test
  void aRevocationThatGoesWrongWaitsAndKeepsNoOtherWaiting() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.CHLOE, Direction.BOTH, "chloe");
    network.failsAtTheTokenOf("ben");
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());
    connections.disconnect(TENANT, Cast.CHLOE, live(Cast.CHLOE).id());

    housekeeping.giveTokensBack(TENANT);
    housekeeping.giveTokensBack(TENANT);

    assertThat(network.revoked()).containsExactly("token of ben", "token of chloe");
    assertThat(revocations()).isEqualTo(1);
  }

  @Test
  void aTenantWhoseRoundIsOverGoesOnInTheNext() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.CHLOE, Direction.BOTH, "chloe");
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());
    connections.disconnect(TENANT, Cast.CHLOE, live(Cast.CHLOE).id());

    housekeeping.giveTokensBack(TENANT, Duration.ZERO);
    assertThat(network.revoked()).containsExactly("token of ben");

    housekeeping.giveTokensBack(TENANT, Duration.ZERO);
    assertThat(network.revoked()).containsExactly("token of ben", "token of chloe");
  }

  @Test
  void aTenantIsVisitedOnlyWhileItHasWork() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    assertThat(work(clock.instant())).as("a No may have come meanwhile").isNotEmpty();

    tidyUp();
    assertThat(work(clock.instant())).isEmpty();
    assertThat(work(live(Cast.BEN).tokenExpiresAt())).contains(Chore.END_DEAD_CONNECTIONS);

    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());
    assertThat(work(clock.instant())).containsExactly(Chore.GIVE_TOKENS_BACK);

    tidyUp();
    assertThat(network.revoked()).containsExactly("token of ben");
    assertThat(work(clock.instant())).isEmpty();
  }

  @Test
  void whatANetworkDoesNotTakeBackIsDueAgainLater() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    network.refusesToTakeTokensBack();
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());

    tidyUp();

    assertThat(work(clock.instant())).isEmpty();
    assertThat(work(clock.instant().plus(Duration.ofMinutes(2)))).contains(Chore.GIVE_TOKENS_BACK);
  }

  private void tidyUp() {
    for (var chore : Chore.values()) {
      housekeeping.goThrough(chore);
    }
  }

  /** What the tenant will have to do then. */
  private List<Chore> work(Instant then) {
    return Arrays.stream(Chore.values())
        .filter(it -> chores.tenantsWith(it, then).contains(TENANT))
        .toList();
  }

  @Test
  void aNetworkThatIsNotConfiguredAnyMoreHasTakenNothingBack() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connections.disconnect(TENANT, Cast.BEN, live(Cast.BEN).id());
    transactions.run(
        TENANT, () -> jdbc.sql("UPDATE revocations SET network = 'taken-away'").update());

    housekeeping.giveTokensBack(TENANT);

    assertThat(revocations()).isEqualTo(1);
  }

  /** As if the connection had ended that long ago, and the next attempt were due. */
  private void waitForRevocations(Duration time) {
    transactions.run(
        TENANT,
        () ->
            jdbc.sql(
                    """
                    UPDATE revocations
                    SET since = since - make_interval(secs => :seconds),
                        next_attempt_at = next_attempt_at - make_interval(secs => :seconds)
                    """)
                .param("seconds", time.toSeconds())
                .update());
  }

  private int revocations() {
    return transactions.in(
        TENANT, () -> jdbc.sql("SELECT count(*) FROM revocations").query(Integer.class).single());
  }

  @Test
  @Tag("M22")
  void nobodyEndsSomebodyElsesConnection() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var id = live(Cast.BEN).id();

    assertThatThrownBy(() -> connections.disconnect(TENANT, Cast.CHLOE, id))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> connections.disconnect(Cast.HARBOUR, Cast.BEN, id))
        .isInstanceOf(Problem.class);
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isNotEmpty();
  }

  @Test
  @Tag("M6")
  void whatWasFetchedWhileTheConnectionEndedIsNotGivenOut() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = live(Cast.BEN);

    var answer =
        connections.withToken(
            TENANT,
            connection,
            _ -> {
              connections.disconnect(TENANT, Cast.BEN, connection.id());
              return new Answer.Got<>("too late");
            });

    assertThat(answer).isInstanceOf(Answer.TokenEnded.class);
  }

  @Test
  @Tag("M6")
  void aDeadConnectionsTokenIsNotOpened() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = live(Cast.BEN);
    set(PolicyChange.to(new Audience.Nobody()));

    assertNotCalled(connection);
  }

  @Test
  void anExpiredConnectionsTokenIsNotOpened() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = live(Cast.BEN);
    expire(Cast.BEN);

    assertNotCalled(connection);
  }

  private void assertNotCalled(Connection connection) {
    var answer =
        connections.withToken(
            TENANT,
            connection,
            _ -> {
              throw new AssertionError("The token was given out.");
            });

    assertThat(answer).isInstanceOf(Answer.TokenEnded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "REMOVED_BY_MEMBER, REMOVED_AT_NETWORK",
    "EXPIRED, EXPIRED",
    "INVALID, TOKEN_REFUSED",
  })
  @Tag("M26")
  void aTokenThatTheNetworkRefusesEndsTheConnection(Answer.Ending ending, EndReason reason) {
    connect(Cast.BEN, Direction.BOTH, "ben");

    connections.withToken(TENANT, live(Cast.BEN), _ -> new Answer.TokenEnded<>(ending));

    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();
    assertThat(lastEndOf(Cast.BEN)).isEqualTo(reason);
  }

  @Test
  @Tag("M26")
  void aNetworkThatRefusesATokenWithoutAReasonIsAskedForIt() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    network.saysOfEveryToken(new Answer.TokenEnded<>(Answer.Ending.REMOVED_BY_MEMBER));

    connections.withToken(
        TENANT, live(Cast.BEN), _ -> new Answer.TokenEnded<>(Answer.Ending.INVALID));

    assertThat(lastEndOf(Cast.BEN)).isEqualTo(EndReason.REMOVED_AT_NETWORK);
  }

  @Test
  void aTokenThatTheNetworkCallsActiveHasNotEnded() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    network.saysOfEveryToken(new Answer.Got<>(true));

    var answer =
        connections.withToken(
            TENANT, live(Cast.BEN), _ -> new Answer.TokenEnded<>(Answer.Ending.INVALID));

    assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isNotEmpty();
  }

  @Test
  void aTokenThatCannotBeOpenedEndsTheConnection() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = live(Cast.BEN);
    change(
        "UPDATE connections SET token = '\\x00' WHERE owner_id = :person AND ended_at IS NULL",
        Cast.BEN);

    assertNotCalled(connection);

    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();
    assertThat(lastEndOf(Cast.BEN)).isEqualTo(EndReason.TOKEN_UNREADABLE);
    assertThat(lastConsentOf(Cast.BEN)).isEqualTo("TOKEN_UNREADABLE both");
  }

  private EndReason lastEndOf(UserId person) {
    return connections.historyOf(TENANT, person).getFirst().ended().orElseThrow().reason();
  }

  private void expire(UserId person) {
    change(
        """
        UPDATE connections SET token_expires_at = now() - interval '1 second'
        WHERE owner_id = :person AND ended_at IS NULL
        """,
        person);
  }

  private void change(String statement, UserId person) {
    transactions.run(TENANT, () -> jdbc.sql(statement).param("person", person.value()).update());
  }

  private Connection live(UserId person) {
    return connections.liveOf(TENANT, person).getFirst();
  }

  private Outcome connect(UserId person, Direction direction, String member) {
    return complete(person, SESSION, answer(member, stateOf(person, direction)));
  }

  private String stateOf(UserId person, Direction direction) {
    return stateIn(
        connecting.forward(
            TENANT, person, begin(person, direction).pending(), SESSION, notice(direction)));
  }

  private Beginning.Begun begin(UserId person, Direction direction) {
    return (Beginning.Begun) connecting.begin(TENANT, person, wish(direction));
  }

  private static Wish wish(Direction direction) {
    return new Wish("linkedin", direction, "");
  }

  private ConsentNotice notice(Direction direction) {
    return notices.of(tenants.get(TENANT), network, direction, Locale.ENGLISH);
  }

  private Outcome complete(UserId person, String session, AuthorizationResponse response) {
    return connecting.complete(TENANT, person, session, "linkedin", response).outcome();
  }

  private static AuthorizationResponse answer(String member, String state) {
    return new AuthorizationResponse(member, null, state, PlayedNetwork.ISSUER);
  }

  private static String stateIn(URI authorizationUri) {
    return authorizationUri.getQuery().replace("state=", "");
  }

  private void set(PolicyChange change) {
    policies.change(TENANT, change, policies.of(TENANT).version(), new Actor.Person(Cast.ADA));
  }
}
