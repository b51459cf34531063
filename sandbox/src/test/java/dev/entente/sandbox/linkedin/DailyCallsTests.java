package dev.entente.sandbox.linkedin;

import static dev.entente.sandbox.TestSandbox.OPENID;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.sandbox.TestSandbox;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an app, and a member with an app, may call in a day. */
@Tag("M77")
class DailyCallsTests {

  @Test
  void aMemberWithAnAppIsRefusedAfterTheDaysCallsAndToldWhenToComeBack() {
    try (var sandbox = TestSandbox.start(Map.of("sandbox.daily-calls.per-member", 2))) {
      var token = sandbox.memberToken("ada", OPENID);
      sandbox.get("/v2/userinfo", token);
      sandbox.get("/v2/userinfo", token);

      expectTooMany(sandbox.get("/v2/userinfo", token));
      assertThat(sandbox.get("/v2/userinfo", sandbox.memberToken("ben", OPENID)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void everyCallCountsOnceForTheApp() {
    try (var sandbox = TestSandbox.start(Map.of("sandbox.daily-calls.per-app", 3))) {
      var token = sandbox.memberToken("ada", OPENID);

      assertThat(sandbox.get("/v2/memberViews/ben", token).statusCode()).isEqualTo(200);
      assertThat(sandbox.get("/v2/memberViews/ben", token).statusCode()).isEqualTo(200);
      assertThat(sandbox.get("/v2/userinfo", token).statusCode()).isEqualTo(200);
      expectTooMany(sandbox.get("/v2/userinfo", token));
      expectTooMany(sandbox.get("/v2/publicProfiles?q=email&email=x", sandbox.appToken()));
    }
  }

  private static void expectTooMany(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    assertThat(json(answer).get("message").asString()).isEqualTo("Too many requests");
  }
}
