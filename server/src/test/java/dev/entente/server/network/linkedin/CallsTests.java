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
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Answer.Ending;
import dev.entente.server.network.Category;
import dev.entente.server.network.OwnData;
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

  private static final String USERINFO = "/v2/userinfo";

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();
  private final LinkedIn client = linkedIn.client();

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  /** A read of one call: without Member Data Portability the profile is userinfo. */
  private Answer<OwnData> read(TenantId tenant) {
    return client.ownData(tenant, TOKEN, Category.PROFILE);
  }

  private Answer<OwnData> readAfter(ResponseDefinitionBuilder answer) {
    linkedIn.answer(USERINFO, answer);
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

    assertThat(answer).isEqualTo(new Answer.TokenEnded<OwnData>(expected));
  }

  @Test
  void readsTheEndFromTheCodeWhereTheNumberIsMissing() {
    assertThat(readAfter(error(401, "{\"code\":\"REVOKED_ACCESS_TOKEN\"}")))
        .isEqualTo(new Answer.TokenEnded<OwnData>(Ending.REMOVED_BY_MEMBER));
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
        .isEqualTo(new Answer.NotOffered<OwnData>());
  }

  @ParameterizedTest
  @CsvSource({
    "'7', PT7S",
    "'Sat, 21 Nov 2026 06:00:30 GMT', PT30S",
    "'Sat, 21 Nov 2026 05:00:00 GMT', PT0S"
  })
  void passesOnHowLongToWaitInSecondsOrUntilADate(String retryAfter, Duration expected) {
    var sixOClock = Clock.fixed(Instant.parse("2026-11-21T06:00:00Z"), ZoneOffset.UTC);
    linkedIn.answer(USERINFO, error(429, "{}").withHeader("Retry-After", retryAfter));

    var answer =
        new LinkedIn(linkedIn.settings(), sixOClock).ownData(TENANT, TOKEN, Category.PROFILE);

    assertThat(answer)
        .isEqualTo(
            new Answer.Unreachable<OwnData>(
                "LinkedIn's rate limit is used up", Optional.of(expected)));
    assertThat(linkedIn.requests(USERINFO)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-5", "99999999999999999999"})
  void ignoresAWaitThatMakesNoSense(String retryAfter) {
    assertThat(readAfter(error(429, "{}").withHeader("Retry-After", retryAfter)))
        .isEqualTo(
            new Answer.Unreachable<OwnData>("LinkedIn's rate limit is used up", Optional.empty()));
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
            new Answer.Unreachable<OwnData>(
                "the answer broke off or was too large", Optional.empty()));
  }

  @Test
  void givesUpABodyThatDribbles() {
    var begin = System.nanoTime();

    var answer = readAfter(okJson("{\"sub\":\"member-1\"}").withChunkedDribbleDelay(18, 18_000));

    assertThat(answer)
        .isEqualTo(new Answer.Unreachable<OwnData>("no answer in time", Optional.empty()));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void givesUpAnAnswerThatDoesNotBegin() {
    assertThat(readAfter(okJson("{}").withFixedDelay(5_000)))
        .isEqualTo(new Answer.Unreachable<OwnData>("no answer in time", Optional.empty()));
    assertThat(linkedIn.requests(USERINFO)).isEqualTo(1);
  }

  @Test
  void carriesTheTokenToNoOtherPlace() {
    assertThat(
            readAfter(
                aResponse()
                    .withStatus(302)
                    .withHeader("Location", linkedIn.baseUrl() + "/elsewhere")))
        .isEqualTo(new Answer.Unreachable<OwnData>("LinkedIn answered 302", Optional.empty()));
    assertThat(linkedIn.requests("/elsewhere")).isZero();
  }

  @Test
  void repeatsAReadOnceWhenTheFailureLooksPassing() {
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(USERINFO))
                .inScenario("passing")
                .whenScenarioStateIs("Started")
                .willSetStateTo("mended")
                .willReturn(aResponse().withStatus(503)));
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(USERINFO))
                .inScenario("passing")
                .whenScenarioStateIs("mended")
                .willReturn(okJson("{\"sub\":\"member-1\",\"given_name\":\"Ada\"}")));

    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
    assertThat(linkedIn.requests(USERINFO)).isEqualTo(2);
  }

  @Test
  void repeatsAReadNoMoreThanOnce() {
    assertThat(readAfter(aResponse().withStatus(502))).isInstanceOf(Answer.Unreachable.class);
    assertThat(linkedIn.requests(USERINFO)).isEqualTo(2);
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
  void leavesAFailingHostAloneAndComesBackToIt() throws InterruptedException {
    linkedIn.answer(USERINFO, aResponse().withStatus(500));
    for (var i = 0; i < 10; i++) {
      read(TENANT);
    }
    var asked = linkedIn.requests(USERINFO);

    assertThat(read(TENANT))
        .isEqualTo(
            new Answer.Unreachable<OwnData>(
                "left alone after repeated failures", Optional.empty()));
    assertThat(linkedIn.requests(USERINFO)).isEqualTo(asked);

    linkedIn.userInfo("{\"sub\":\"member-1\",\"given_name\":\"Ada\"}");
    Thread.sleep(400); // the pause of the tests' settings is 300 ms

    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
  }

  @Test
  void countsNeitherRefusalsNorRateLimitsAsFailuresOfTheHost() {
    for (var status : List.of(401, 403, 404, 429)) {
      linkedIn.answer(USERINFO, error(status, "{}"));
      for (var i = 0; i < 10; i++) {
        read(TENANT);
      }
    }

    linkedIn.userInfo("{\"sub\":\"member-1\",\"given_name\":\"Ada\"}");

    assertThat(read(TENANT)).isInstanceOf(Answer.Got.class);
  }

  @Test
  void keepsATenantsSlowCallsFromTheOthers() throws Exception {
    linkedIn.answer(
        USERINFO, okJson("{\"sub\":\"member-1\",\"given_name\":\"Ada\"}").withFixedDelay(600));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var crowd = new ArrayList<Future<Answer<OwnData>>>();
      for (var i = 0; i < 20; i++) {
        crowd.add(threads.submit(() -> read(TENANT)));
      }
      Thread.sleep(200);

      assertThat(read(TENANT))
          .isEqualTo(
              new Answer.Unreachable<OwnData>(
                  "too many calls of this tenant at a time", Optional.empty()));
      assertThat(read(OTHER_TENANT)).isInstanceOf(Answer.Got.class);
      for (var call : crowd) {
        assertThat(call.get()).isInstanceOf(Answer.Got.class);
      }
    }
  }

  @Test
  void quotesNoTokenThatAHeaderCannotCarry() {
    assertThatThrownBy(
            () -> client.ownData(TENANT, new Secret("canary\r\nX-Evil: 1"), Category.PROFILE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
  }
}
