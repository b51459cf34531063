package dev.entente.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.connection.Connecting.Result;
import dev.entente.server.connection.Connecting.Wish;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.RevokesTokens;
import dev.entente.server.network.SignInFailed;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the wish to the connection and its end, on a real database; only the network is played. */
@EntenteTest
@Import(ConnectingTests.OnePlayedNetwork.class)
@Tag("M21")
class ConnectingTests {

  private static final TenantId TENANT = Cast.NORTHLIGHT;
  private static final String SESSION = "a browser session";

  @Autowired private Connecting connecting;
  @Autowired private Connections connections;
  @Autowired private Housekeeping housekeeping;
  @Autowired private Policies policies;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlayedNetwork network;

  @TestConfiguration(proxyBeanMethods = false)
  static class OnePlayedNetwork {

    @Bean
    PlayedNetwork playedNetwork() {
      return new PlayedNetwork();
    }
  }

  @BeforeEach
  void nobodyIsConnected() {
    set(
        new PolicyChange(
            Optional.of(new Audience.Everyone()),
            Optional.of(true),
            Optional.of(Direction.BOTH),
            Optional.empty()));
    for (var person : List.of(Cast.BEN, Cast.CHLOE)) {
      connections
          .liveOf(TENANT, person)
          .ifPresent(it -> connections.disconnect(TENANT, person, it.id()));
    }
    network.reset();
  }

  @Test
  void connectsWithTheOptionThatWasChosen() {
    assertThat(connect(Cast.BEN, Direction.INBOUND, "ben")).isEqualTo(Outcome.CONNECTED);

    assertThat(connections.liveOf(TENANT, Cast.BEN).orElseThrow().direction())
        .isEqualTo(Direction.INBOUND);
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
  void recordsWhatWasConsentedToWordForWord() {
    connect(Cast.BEN, Direction.BOTH, "ben");

    var text =
        transactions.in(
            TENANT,
            () ->
                jdbc.sql(
                        """
                        SELECT n.text FROM consents c JOIN consent_notices n ON n.hash = c.notice_hash
                        WHERE c.event = 'GRANTED' AND c.owner_id = :ben ORDER BY c.id DESC LIMIT 1
                        """)
                    .param("ben", Cast.BEN.value())
                    .query((it, _) -> it.getString(1))
                    .single());

    assertThat(text).contains("in both directions", "https://northlight.example/privacy");
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
      assertThat(network.exchanges()).hasSize(1);
    }
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
  }

  @Test
  void aSecondTabsForwardVoidsTheFirstState() {
    var begun = begin(Cast.BEN, Direction.BOTH);
    var first = stateIn(connecting.forward(TENANT, Cast.BEN, begun.pending(), SESSION));
    stateIn(connecting.forward(TENANT, Cast.BEN, begun.pending(), SESSION));

    assertThat(complete(Cast.BEN, SESSION, answer("ben", first))).isEqualTo(Outcome.UNKNOWN_STATE);
  }

  @Test
  void nobodyForwardsSomebodyElsesWish() {
    var begun = begin(Cast.BEN, Direction.BOTH);

    assertThatThrownBy(() -> connecting.forward(TENANT, Cast.CHLOE, begun.pending(), SESSION))
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

  @Test
  void aMemberBelongsToOneWorkAccountAndTheSecondTokenGoesBack() {
    connect(Cast.BEN, Direction.BOTH, "shared");

    assertThat(connect(Cast.CHLOE, Direction.BOTH, "shared")).isEqualTo(Outcome.MEMBER_TAKEN);

    assertThat(connections.liveOf(TENANT, Cast.CHLOE)).isEmpty();
    housekeeping.giveTokensBack(TENANT);
    assertThat(network.revoked()).contains("token of shared");
  }

  @Test
  void connectingAgainReplacesTheConnection() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    connect(Cast.BEN, Direction.INBOUND, "ben");

    assertThat(connections.historyOf(TENANT, Cast.BEN).get(1).ended().orElseThrow().reason())
        .isEqualTo(EndReason.REPLACED);
    assertThat(connections.liveOf(TENANT, Cast.BEN).orElseThrow().direction())
        .isEqualTo(Direction.INBOUND);
  }

  @Test
  @Tag("M13")
  void nobodyConnectsAboveTheCeiling() {
    set(
        new PolicyChange(
            Optional.empty(), Optional.empty(), Optional.of(Direction.INBOUND), Optional.empty()));

    assertThat(outcome(connecting.begin(TENANT, Cast.BEN, wish(Direction.BOTH))))
        .isEqualTo(Outcome.DIRECTION_CAPPED);
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
  void noEndsAtOnceAndYesRevivesNothing() {
    connect(Cast.BEN, Direction.BOTH, "ben");

    set(PolicyChange.to(new Audience.Nobody()));
    assertThat(connections.liveOf(TENANT, Cast.BEN)).as("before any clean-up").isEmpty();
    set(PolicyChange.to(new Audience.Everyone()));
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isEmpty();

    housekeeping.endDeadConnections(TENANT);
    assertThat(connections.historyOf(TENANT, Cast.BEN).getFirst().ended().orElseThrow().reason())
        .isEqualTo(EndReason.WITHDRAWN_BY_ADMINISTRATOR);
    assertThat(connect(Cast.BEN, Direction.BOTH, "ben")).isEqualTo(Outcome.CONNECTED);
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
  @Tag("M22")
  void disconnectingEndsAtOnceErasesTheTokenAndTellsTheNetwork() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = connections.liveOf(TENANT, Cast.BEN).orElseThrow();

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
  void nobodyEndsSomebodyElsesConnection() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var id = connections.liveOf(TENANT, Cast.BEN).orElseThrow().id();

    assertThatThrownBy(() -> connections.disconnect(TENANT, Cast.CHLOE, id))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> connections.disconnect(Cast.HARBOUR, Cast.BEN, id))
        .isInstanceOf(Problem.class);
    assertThat(connections.liveOf(TENANT, Cast.BEN)).isPresent();
  }

  @Test
  @Tag("M26")
  void removingThePermissionAtLinkedInEndsTheConnectionHere() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = connections.liveOf(TENANT, Cast.BEN).orElseThrow();

    connections.withToken(
        TENANT, connection, _ -> new Answer.TokenEnded<>(Answer.Ending.REMOVED_BY_MEMBER));

    assertThat(connections.historyOf(TENANT, Cast.BEN).getFirst().ended().orElseThrow().reason())
        .isEqualTo(EndReason.REMOVED_AT_NETWORK);
  }

  @Test
  @Tag("M6")
  void whatWasFetchedWhileTheConnectionEndedIsNotGivenOut() {
    connect(Cast.BEN, Direction.BOTH, "ben");
    var connection = connections.liveOf(TENANT, Cast.BEN).orElseThrow();

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

  private Outcome connect(UserId person, Direction direction, String member) {
    return complete(person, SESSION, answer(member, stateOf(person, direction)));
  }

  private String stateOf(UserId person, Direction direction) {
    return stateIn(connecting.forward(TENANT, person, begin(person, direction).pending(), SESSION));
  }

  private Result.Begun begin(UserId person, Direction direction) {
    return (Result.Begun) connecting.begin(TENANT, person, wish(direction));
  }

  private static Wish wish(Direction direction) {
    return new Wish("linkedin", direction, "", Locale.ENGLISH);
  }

  private Outcome complete(UserId person, String session, AuthorizationResponse response) {
    return outcome(connecting.complete(TENANT, person, session, response));
  }

  private static Outcome outcome(Result result) {
    return switch (result) {
      case Result.Finished(var outcome, _) -> outcome;
      case Result.Refused(var outcome, _) -> outcome;
      case Result.Begun _ -> throw new AssertionError("It only began.");
    };
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

  /** A network whose codes are its members' names. */
  static final class PlayedNetwork implements RevokesTokens {

    static final String ISSUER = "https://network.example";
    static final String REFUSED = "refused";

    private final List<String> exchanges = new CopyOnWriteArrayList<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();

    void reset() {
      exchanges.clear();
      revoked.clear();
    }

    List<String> exchanges() {
      return List.copyOf(exchanges);
    }

    List<String> revoked() {
      return List.copyOf(revoked);
    }

    @Override
    public MemberGrant exchange(TenantId tenant, String code, String state, URI redirectUri) {
      exchanges.add(code);
      if (code.equals(REFUSED)) {
        throw new SignInFailed(SignInFailed.Cause.CODE_REFUSED, "invalid_grant");
      }
      return new MemberGrant(
          code,
          new Secret("token of " + code),
          Instant.now().plusSeconds(5_184_000),
          Optional.empty(),
          Set.of("openid"));
    }

    @Override
    public boolean revoke(TenantId tenant, Secret accessToken) {
      revoked.add(accessToken.reveal());
      return true;
    }

    @Override
    public String name() {
      return "linkedin";
    }

    @Override
    public String displayName() {
      return "LinkedIn";
    }

    @Override
    public Set<Category> categories() {
      return Set.of(Category.PROFILE);
    }

    @Override
    public URI authorizationUri(String state, URI redirectUri) {
      return URI.create(ISSUER + "/authorization?state=" + state);
    }

    @Override
    public boolean acceptsIssuer(String issuer) {
      return issuer.equals(ISSUER);
    }

    @Override
    public URI permissionsPage() {
      return URI.create(ISSUER + "/permissions");
    }

    @Override
    public URI visibilityPage() {
      return URI.create(ISSUER + "/visibility");
    }

    @Override
    public URI privacyStatement() {
      return URI.create(ISSUER + "/privacy");
    }
  }
}
