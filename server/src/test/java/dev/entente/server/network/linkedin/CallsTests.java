package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.entente.server.network.linkedin.HostileLinkedIn.OTHER_TENANT;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TOKEN;
import static dev.entente.server.network.linkedin.HostileLinkedIn.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.entente.server.HandClock;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Answer.Ending;
import dev.entente.server.network.MemberView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call does when LinkedIn refuses, fails, is slow or is too much. */
@Tag("M26")
class CallsTests {

  private static final String VIEW = "/v2/memberViews/ben";

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();
  private final HandClock clock = new HandClock();
  private final LinkedIn client = linkedIn.client(clock, Product.OPENID, Product.PEOPLE_LOOKUP);

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  /** A read of one call. */
  private Answer<MemberView> read(TenantId tenant) {
    return client.memberView(tenant, TOKEN, "ben");
  }

  private Answer<MemberView> readAfter(ResponseDefinitionBuilder answer) {
    linkedIn.answer(VIEW, answer);
    return read(TENANT);
  }

  @ParameterizedTest
  @CsvSource({
    "65601, REVOKED_ACCESS_TOKEN, REMOVED_BY_MEMBER",
    "65602, EXPIRED_ACCESS_TOKEN, EXPIRED",
    "65600, INVALID_ACCESS_TOKEN, INVALID",
    "65604, EMPTY_ACCESS_TOKEN, INVALID",
    "70000, SOMETHING_NEW, INVALID"
  })
  void saysHowTheTokenEnded(int number, String code, Ending expected) {
    var answer =
        readAfter(
            error(
                401,
                "{\"status\":401,\"serviceErrorCode\":%d,\"code\":\"%s\",\"message\":\"The token…\"}"
                    .formatted(number, code)));

    assertThat(answer).isEqualTo(new Answer.TokenEnded<MemberView>(expected));
  }

  @Test
  void readsTheEndFromTheCodeWhereTheNumberIsMissing() {
    assertThat(readAfter(error(401, "{\"code\":\"REVOKED_ACCESS_TOKEN\"}")))
        .isEqualTo(new Answer.TokenEnded<MemberView>(Ending.REMOVED_BY_MEMBER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Unauthorized</html>",
        "",
        "[]",
        "{}",
        "{\"message\":\"proxy authentication required\"}",
        "{\"status\":401,\"serviceErrorCode\":null,\"code\":null}"
      })
  void endsNoConnectionForA401ThatIsNotLinkedIns(String body) {
    assertThat(readAfter(error(401, body))).isInstanceOf(Answer.Unreachable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 426})
  void saysThatTheAppDoesNotHaveIt(int status) {
    assertThat(readAfter(error(status, "{\"status\":" + status + "}")))
        .isEqualTo(new Answer.NotOffered<MemberView>());
  }

  @ParameterizedTest
  @CsvSource({
    "'7', PT7S",
    "'Sat, 21 Nov 2026 06:00:30 GMT', PT30S",
    "'Sat, 21 Nov 2026 05:00:00 GMT', PT0S"
  })
  void passesOnHowLongToWaitInSecondsOrUntilADate(String retryAfter, Duration expected) {
    var sixOClock = Clock.fixed(Instant.parse("2026-11-21T06:00:00Z"), ZoneOffset.UTC);
    linkedIn.answer(VIEW, error(429, "{}").withHeader("Retry-After", retryAfter));

    var answer =
        new LinkedIn(linkedIn.settings(Product.OPENID, Product.PEOPLE_LOOKUP), sixOClock)
            .memberView(TENANT, TOKEN, "ben");

    assertThat(answer)
        .isEqualTo(
            new Answer.Unreachable<MemberView>(
                "LinkedIn's rate limit is used up", Optional.of(expected)));
    assertThat(linkedIn.requests(VIEW)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-5", "99999999999999999999"})
  void ignoresAWaitThatMakesNoSense(String retryAfter) {
    assertThat(readAfter(error(429, "{}").withHeader("Retry-After", retryAfter)))
        .isEqualTo(
            new Answer.Unreachable<MemberView>(
                "LinkedIn's rate limit is used up", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body>Maintenance</body></html>", "{\"sub\":\"mem", "", "null"})
  void takesA200ThatIsNotTheJsonForNoAnswer(String body) {
    assertThat(readAfter(aResponse().withStatus(200).withBody(body)))
        .isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void readsNoMoreThanTheLimit() {
    var tenMegabytes = "{\"sub\":\"" + "x".repeat(10_000_000) + "\"}";

    assertThat(readAfter(okJson(tenMegabytes)))
        .isEqualTo(
            new Answer.Unreachable<MemberView>(
                "the answer broke off or was too large", Optional.empty()));
  }

  @Test
  void givesUpABodyThatDribbles() {
    var whole = okJson("{\"id\":\"ben\",\"firstName\":\"Ben\"}");

    assertThat(readAfter(whole.withChunkedDribbleDelay(18, 18_000)))
        .as("what comes too late is not waited for, or it would be there")
        .isEqualTo(new Answer.Unreachable<MemberView>("no answer in time", Optional.empty()));
  }

  @Test
  void givesUpAnAnswerThatDoesNotBegin() {
    assertThat(readAfter(okJson("{}").withFixedDelay(5_000)))
        .isEqualTo(new Answer.Unreachable<MemberView>("no answer in time", Optional.empty()));
    assertThat(linkedIn.requests(VIEW)).isEqualTo(1);
  }

  @Test
  void carriesTheTokenToNoOtherPlace() {
    assertThat(
            readAfter(
                aResponse()
                    .withStatus(302)
                    .withHeader("Location", linkedIn.baseUrl() + "/elsewhere")))
        .isEqualTo(new Answer.Unreachable<MemberView>("LinkedIn answered 302", Optional.empty()));
    assertThat(linkedIn.requests("/elsewhere")).isZero();
  }

  @Test
  void repeatsAReadOnceWhenTheFailureLooksPassing() {
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(VIEW))
                .inScenario("passing")
                .whenScenarioStateIs("Started")
                .willSetStateTo("mended")
                .willReturn(aResponse().withStatus(503)));
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(VIEW))
                .inScenario("passing")
                .whenScenarioStateIs("mended")
                .willReturn(okJson("{\"id\":\"ben\",\"firstName\":\"Ben\"}")));

    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
    assertThat(linkedIn.requests(VIEW)).isEqualTo(2);
  }

  @Test
  void repeatsAReadNoMoreThanOnce() {
    assertThat(readAfter(aResponse().withStatus(502))).isInstanceOf(Answer.Unreachable.class);
    assertThat(linkedIn.requests(VIEW)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "EMPTY_RESPONSE",
        "CONNECTION_RESET_BY_PEER",
        "MALFORMED_RESPONSE_CHUNK",
        "RANDOM_DATA_THEN_CLOSE"
      })
  void survivesABrokenConnection(Fault fault) {
    assertThat(readAfter(aResponse().withFault(fault))).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void leavesAFailingHostAloneAndComesBackToIt() {
    linkedIn.answer(VIEW, aResponse().withStatus(500));
    for (var i = 0; i < 10; i++) {
      read(TENANT);
    }
    var asked = linkedIn.requests(VIEW);

    assertThat(read(TENANT))
        .isEqualTo(
            new Answer.Unreachable<MemberView>(
                "left alone after repeated failures", Optional.empty()));
    assertThat(linkedIn.requests(VIEW)).isEqualTo(asked);

    answerWithBen();
    clock.turn(HostileLinkedIn.limits().breakerPause().plusMillis(1));

    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
  }

  @Test
  void countsNeitherRefusalsNorRateLimitsAsFailuresOfTheHost() {
    for (var status : List.of(401, 403, 404, 429)) {
      linkedIn.answer(VIEW, error(status, "{}"));
      for (var i = 0; i < 10; i++) {
        read(TENANT);
      }
    }

    answerWithBen();

    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
  }

  @Test
  void keepsATenantsSlowCallsFromTheOthers() throws Exception {
    var patient = linkedIn.patientClient(Product.OPENID, Product.PEOPLE_LOOKUP);
    answerWithBen();
    linkedIn.answer("/v2/memberViews/hugo", okJson("{\"id\":\"hugo\",\"firstName\":\"Hugo\"}"));
    linkedIn.gate().close(VIEW);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var crowd = new ArrayList<Future<Answer<MemberView>>>();
      for (var i = 0; i < HostileLinkedIn.limits().callsPerTenant(); i++) {
        crowd.add(threads.submit(() -> patient.memberView(TENANT, TOKEN, "ben")));
      }
      linkedIn.gate().awaitRequests(crowd.size());

      assertThat(patient.memberView(TENANT, TOKEN, "hugo"))
          .isEqualTo(
              new Answer.Unreachable<MemberView>(
                  "too many calls of this tenant at a time", Optional.empty()));
      assertThat(patient.memberView(OTHER_TENANT, TOKEN, "hugo")).isInstanceOf(Answer.Got.class);

      linkedIn.gate().open();
      for (var call : crowd) {
        assertThat(call.get()).isInstanceOf(Answer.Got.class);
      }
    } finally {
      linkedIn.gate().open();
    }
  }

  @Test
  void waitsAsLongAsLinkedInSays() {
    readAfter(error(429, "{}").withHeader("Retry-After", "1800"));
    answerWithBen();

    clock.turn(Duration.ofMinutes(10));
    assertThat(read(TENANT))
        .isEqualTo(
            new Answer.Unreachable<MemberView>(
                "LinkedIn's rate limit is used up", Optional.of(Duration.ofMinutes(20))));
    assertThat(linkedIn.requests(VIEW)).isEqualTo(1);

    clock.turn(Duration.ofMinutes(20));
    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
  }

  @Test
  void waitsNoLongerThanAnHourWhateverLinkedInSays() {
    readAfter(error(429, "{}").withHeader("Retry-After", "86400"));
    answerWithBen();

    clock.turn(Pauses.LONGEST.minusSeconds(1));
    assertThat(read(TENANT)).isInstanceOf(Answer.Unreachable.class);

    clock.turn(Duration.ofSeconds(1));
    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
  }

  @Test
  void oneMembersLimitKeepsNoOtherMemberWaitingNorAnotherTenant() {
    readAfter(error(429, "{}").withHeader("Retry-After", "1800"));
    answerWithBen();

    assertThat(client.memberView(TENANT, new Secret("another-members-token"), "ben"))
        .isInstanceOf(Answer.Got.class);
    assertThat(read(OTHER_TENANT)).isInstanceOf(Answer.Got.class);
    assertThat(read(TENANT)).isInstanceOf(Answer.Unreachable.class);
  }

  private void answerWithBen() {
    linkedIn.answer(VIEW, okJson("{\"id\":\"ben\",\"firstName\":\"Ben\"}"));
  }

  @Test
  void quotesNoTokenThatAHeaderCannotCarry() {
    assertThatThrownBy(() -> client.memberView(TENANT, new Secret("canary\r\nX-Evil: 1"), "ben"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
  }
}
