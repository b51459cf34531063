package dev.entente.sandbox.linkedin;

import static dev.entente.sandbox.TestSandbox.PORTABILITY;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.sandbox.TestSandbox;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

/** What goes wrong on command, where and as often as it was ordered. */
@Tag("M77")
class FaultsTests {

  private static TestSandbox sandbox;
  private static String token;

  @BeforeAll
  static void start() {
    sandbox = TestSandbox.start();
    token = sandbox.memberToken("ada", PORTABILITY);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void noMoreFaults() {
    sandbox.clearFaults();
  }

  @Test
  void happenAsOftenAsOrderedAndWhereOrdered() {
    order(
        """
        {"path": "/v2/", "status": 429, "retryAfterSeconds": 7, "remaining": 1}
        """);

    var elsewhere = sandbox.snapshot(token, "PROFILE", 0);
    var first = userinfo();
    var second = userinfo();

    assertThat(elsewhere.statusCode()).isEqualTo(200);
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(second.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"revokedTokens, 65601", "expiredTokens, 65602"})
  void tokensEndOnlyWhereOrdered(String fault, int code) {
    order("{\"path\": \"/rest/\", \"%s\": true}".formatted(fault));

    var snapshot = sandbox.snapshot(token, "PROFILE", 0);

    assertThat(snapshot.statusCode()).isEqualTo(401);
    assertThat(json(snapshot).get("serviceErrorCode").asInt()).isEqualTo(code);
    assertThat(userinfo().statusCode()).isEqualTo(200);
  }

  @Test
  void slowDomainsAreSlowOnlyWhereOrdered() {
    order("{\"slowDomains\": [\"SKILLS\"]}");
    assertThat(sandbox.snapshot(token, "SKILLS", 0).statusCode()).isEqualTo(404);
    assertThat(sandbox.snapshot(token, "PROFILE", 0).statusCode()).isEqualTo(200);

    order("{\"path\": \"/v2/\", \"slowDomains\": [\"SKILLS\"]}");
    assertThat(sandbox.snapshot(token, "SKILLS", 0).statusCode()).isEqualTo(200);
  }

  @Test
  void aLocaleIsATextOnlyWhereOrdered() {
    order("{\"path\": \"/v2/userinfo\", \"localeAsString\": true}");
    assertThat(json(userinfo()).get("locale").isString()).isTrue();

    order("{\"path\": \"/rest/\", \"localeAsString\": true}");
    assertThat(json(userinfo()).get("locale").isObject()).isTrue();
  }

  @Test
  void answersTakeTheirTime() {
    order("{\"latencyMillis\": 300}");
    var begin = System.nanoTime();

    userinfo();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void anAnswerEndsInTheMiddle() {
    order("{\"malformedJson\": true}");
    var answer = userinfo();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> json(answer)).isInstanceOf(JacksonException.class);
  }

  @Test
  void anAnswerIsTooLargeForWhoeverReadsItToTheEnd() {
    order("{\"largeBody\": true}");
    var answer = userinfo();

    assertThat(answer.body()).hasSizeGreaterThan(32 << 20);
    assertThat(json(answer).has("sub")).isTrue();
  }

  @Test
  void anAnswerBeginsAndDribbles() {
    order("{\"slowBody\": true}");
    var request =
        sandbox.request("/v2/userinfo").header("Authorization", "Bearer " + token).build();
    var begun = new CompletableFuture<Integer>();

    try (var http = HttpClient.newHttpClient()) {
      var whole =
          http.sendAsync(
              request,
              info -> {
                begun.complete(info.statusCode());
                return HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
              });

      assertThat(begun.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(200);
      assertThatThrownBy(() -> whole.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      http.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"earthquake\": true}                      | There is no field 'earthquake'",
        "{\"status\": 200}                           | status is from 400 to 599",
        "{\"status\": \"often\"}                     | 'status' cannot have this value (line 1, column 12)",
        "{\"echoNonce\": \"true\"}                     | 'echoNonce' cannot have this value",
        "{\"status\": \"503\"}                         | 'status' cannot have this value",
        "{\"remaining\": 2}                          | remaining counts a status",
        "{\"status\": 503, \"remaining\": 0}         | remaining is at least 1",
        "{\"retryAfterSeconds\": 2}                  | retryAfterSeconds goes with a status",
        "{\"status\": 429, \"retryAfterSeconds\": -1} | retryAfterSeconds is from 0 to 86400",
        "{\"latencyMillis\": -1}                     | latencyMillis is from 1 to 600000",
        "{\"path\": \"/psettings/\"}                 | path begins as one of [/v2/, /rest/",
        "{\"path\": \"\"}                            | path begins as one of",
        "{\"revokedTokens\": true, \"expiredTokens\": true} | revokedTokens and expiredTokens exclude",
        "{\"issuer\": \"linkedin\"}                  | issuer is an absolute URL",
        "{\"slowDomains\": [\"skills\"]}             | slowDomains names 'skills'",
        "{\"slowDomains\": [null]}                   | slowDomains names 'null'",
        "{\"slowDomains\": \"SKILLS\"}               | 'slowDomains' cannot have this value",
        "{\"malformedJson\": true, \"slowBody\": true} | malformedJson, largeBody and slowBody exclude",
        "{\"status\":                                | The body is not JSON",
        "``                                          | The body has to be a JSON object",
        "null                                        | The body has to be a JSON object"
      })
  void whatCannotHappenIsRefusedAndChangesNothing(String plan, String why) {
    order("{\"status\": 503}");

    var refused = sandbox.orderFaults(plan);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("message").asString()).contains(why);
    assertThat(json(sandbox.get("/sandbox/faults")).get("status").asInt()).isEqualTo(503);
  }

  @Test
  void everyBrokenRuleIsNamedAtOnce() {
    var refused = sandbox.orderFaults("{\"status\": 200, \"latencyMillis\": 0}");

    assertThat(json(refused).get("message").asString()).contains("status is", "latencyMillis is");
  }

  @Test
  void requestsAreListedWithoutWhatTheyCarried() {
    userinfo();

    var requests = sandbox.get("/sandbox/requests").body();

    assertThat(requests).contains("\"path\":\"/v2/userinfo\"").doesNotContain(token);
  }

  private static void order(String plan) {
    assertThat(sandbox.orderFaults(plan).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> userinfo() {
    return sandbox.get("/v2/userinfo", token);
  }
}
