package dev.entente.sandbox.work;

import static dev.entente.sandbox.TestSandbox.encoded;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.entente.sandbox.TestSandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How {@code entente login} signs in: with a code on another device, and as an application. */
@Tag("M14")
class CommandLineSignInTests {

  private static final String LARKFIELD = "/work/larkfield";
  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private static TestSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = TestSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void thePageIsTheOrganisationsOwnAndHasTheCode() {
    var begun = begin();

    assertThat(begun.get("verification_uri").asString())
        .isEqualTo(sandbox.baseUrl() + LARKFIELD + "/device");
    assertThat(begun.get("verification_uri_complete").asString())
        .endsWith("?user_code=" + begun.get("user_code").asString());
  }

  @Test
  void whoSignsInOnThePageIsWhomTheDeviceGetsTokensFor() throws ParseException {
    var begun = begin();
    assertThat(json(poll(begun)).get("error").asString()).isEqualTo("authorization_pending");

    approve(begun, "lars");
    var tokens = json(poll(begun));

    assertThat(claims(tokens).getStringClaim("preferred_username"))
        .isEqualTo("lars@larkfield.example");
    assertThat(claims(tokens).getAudience()).containsExactly("entente");
    assertThat(poll(begun).statusCode()).as("the code counts once").isEqualTo(400);
  }

  @Test
  void theDeviceStaysSignedInByItsRefreshToken() throws ParseException {
    var begun = begin();
    approve(begun, "lars");
    var refreshToken = json(poll(begun)).get("refresh_token").asString();

    var refreshed =
        token(
            "grant_type=refresh_token&client_id=entente-cli&refresh_token="
                + encoded(refreshToken));

    assertThat(claims(json(refreshed)).getStringClaim("preferred_username"))
        .isEqualTo("lars@larkfield.example");
  }

  @Test
  void aCodeThatNobodyHasIsSaidSo() {
    var visitor = sandbox.visitor();
    var page = visitor.press(visitor.open(LARKFIELD + "/device"), "person-lars");

    var answer = visitor.press(visitor.open(LARKFIELD + "/device?user_code=XXXX-XXXX"), "allow");

    assertThat(page.html()).contains("shows this very code");
    assertThat(answer.html()).contains("There is no such code");
  }

  @Test
  void aJobIsNobodyButItself() throws ParseException {
    var tokens = json(automation("larkfield-automation-secret"));

    assertThat(claims(tokens).getSubject()).isEqualTo("entente-automation");
    assertThat(claims(tokens).getStringClaim("client_id")).isEqualTo("entente-automation");
    assertThat(claims(tokens).getAudience()).containsExactly("entente");
  }

  @Test
  void aJobWithAnotherSecretIsRefused() {
    assertThat(automation("guessed").statusCode()).isEqualTo(401);
  }

  private static JsonNode begin() {
    return json(
        sandbox.post(
            LARKFIELD + "/oauth2/device_authorization", "client_id=entente-cli&scope=profile"));
  }

  private static void approve(JsonNode begun, String person) {
    var visitor = sandbox.visitor();
    var page = begun.get("verification_uri_complete").asString();
    var done =
        visitor.press(
            visitor.open(page.substring(sandbox.baseUrl().length())), "person-" + person, "allow");
    assertThat(done.html()).contains("Go back to the device");
  }

  private static HttpResponse<String> poll(JsonNode begun) {
    return token(
        "grant_type=%s&client_id=entente-cli&device_code=%s"
            .formatted(encoded(DEVICE_GRANT), encoded(begun.get("device_code").asString())));
  }

  private static HttpResponse<String> token(String form) {
    return sandbox.post(LARKFIELD + "/oauth2/token", form);
  }

  private static HttpResponse<String> automation(String secret) {
    var basic =
        Base64.getEncoder()
            .encodeToString(("entente-automation:" + secret).getBytes(StandardCharsets.UTF_8));
    return TestSandbox.send(
        sandbox
            .request(LARKFIELD + "/oauth2/token")
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials")));
  }

  private static JWTClaimsSet claims(JsonNode tokens) throws ParseException {
    return SignedJWT.parse(tokens.get("access_token").asString()).getJWTClaimsSet();
  }
}
