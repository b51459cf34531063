package dev.entente.sandbox;

import static dev.entente.sandbox.TestSandbox.OPENID;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that was stopped goes on where it was. */
@Tag("M77")
class StateTests {

  private static final String LOOK_UP = "/v2/publicProfiles?q=email&email=ada@northlight.example";

  @TempDir private Path state;

  @Test
  void aRestartKeepsTokensConsentsPrivacyAndKeys() {
    String baseUrl;
    String token;
    String keys;
    try (var before = TestSandbox.start(Map.of("sandbox.state", state))) {
      var visitor = before.visitor();
      var code = before.connect(visitor, "ada", OPENID).parameter("code").orElseThrow();
      token = json(before.exchange(code)).get("access_token").asString();
      visitor.press(visitor.open("/psettings/visibility-in-work-apps"), "save");
      keys = keys(before);
      baseUrl = before.baseUrl();
    }

    try (var after =
        TestSandbox.start(
            Map.of(
                "sandbox.state", state,
                "sandbox.base-url", baseUrl,
                "server.port", URI.create(baseUrl).getPort()))) {
      var visitor = after.visitor();
      var signIn = visitor.open(after.authorization(OPENID, ""));

      assertThat(after.get("/v2/userinfo", token).statusCode()).isEqualTo(200);
      assertThat(visitor.press(signIn, "member-ada").parameter("code")).isPresent();
      assertThat(after.get(LOOK_UP, after.appToken()).body()).isEqualTo("{\"elements\":[]}");
      assertThat(keys(after)).isEqualTo(keys);
    }
  }

  private static String keys(TestSandbox sandbox) {
    return sandbox.get("/oauth/openid/jwks").body()
        + sandbox.get("/work/northlight/oauth2/jwks").body();
  }
}
