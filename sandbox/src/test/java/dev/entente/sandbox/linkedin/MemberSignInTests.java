package dev.entente.sandbox.linkedin;

import static dev.entente.sandbox.TestSandbox.OPENID;
import static dev.entente.sandbox.TestSandbox.PORTABILITY;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.entente.sandbox.TestSandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A member signs in, accepts or cancels, and what the app then has. */
@Tag("M77")
class MemberSignInTests {

  private static TestSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = TestSandbox.start();
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
  void discoverySaysNothingOfNonceProofKeysOrRevocation() {
    var document = json(sandbox.get("/oauth/.well-known/openid-configuration"));

    assertThat(document.get("issuer").asString()).isEqualTo(sandbox.baseUrl() + "/oauth");
    assertThat(document.propertyNames())
        .doesNotContain(
            "revocation_endpoint", "introspection_endpoint", "code_challenge_methods_supported");
  }

  @Test
  void aMemberWhoAcceptsGivesTheAppATokenForSixtyDays() {
    var returned = sandbox.connect(sandbox.visitor(), "ada", PORTABILITY);
    var answer = json(sandbox.exchange(returned.parameter("code").orElseThrow()));

    assertThat(returned.address().toString()).startsWith(TestSandbox.REDIRECT_URI);
    assertThat(returned.parameter("state")).contains("state-1");
    assertThat(answer.get("expires_in").asLong())
        .isBetween(Duration.ofDays(60).toSeconds() - 5, Duration.ofDays(60).toSeconds());
    assertThat(answer.has("refresh_token")).isFalse();
    assertThat(answer.get("scope").asString().split("[ ,]"))
        .containsExactlyInAnyOrder(PORTABILITY.split(" "));
  }

  @Test
  void userinfoSpeaksOfTheMemberOfTheIdTokenAndOfNoCompany() throws ParseException {
    var answer = json(sandbox.exchange(sandbox.code("ada", OPENID)));
    var userinfo = json(sandbox.get("/v2/userinfo", answer.get("access_token").asString()));

    assertThat(userinfo.get("sub").asString())
        .isEqualTo(claims(answer.get("id_token").asString()).getSubject());
    assertThat(userinfo.get("email").asString()).isEqualTo("ada@northlight.example");
    assertThat(userinfo.get("locale").get("country").asString()).isEqualTo("US");
    assertThat(userinfo.propertyNames())
        .containsExactlyInAnyOrder(
            "sub",
            "name",
            "given_name",
            "family_name",
            "picture",
            "locale",
            "email",
            "email_verified");
  }

  @Test
  void idTokensRepeatNoNonce() throws ParseException {
    assertThat(claims(idTokenWithNonceSent()).getClaims()).doesNotContainKey("nonce");
  }

  @Test
  void idTokensDifferWhenTheyAreOrderedTo() throws ParseException {
    sandbox.orderFaults(
        """
        {"path": "/oauth/v2/", "echoNonce": true, "issuer": "https://www.linkedin.com",
         "localeAsString": true}
        """);

    assertThat(claims(idTokenWithNonceSent()).getClaims())
        .containsAllEntriesOf(
            Map.of("nonce", "nonce-1", "iss", "https://www.linkedin.com", "locale", "en_US"));
  }

  @Test
  void aMemberWhoAcceptedBeforeIsNotAskedAgain() {
    var visitor = sandbox.visitor();
    sandbox.connect(visitor, "ben", OPENID);

    assertThat(visitor.open(sandbox.authorization(OPENID, "")).parameter("code")).isPresent();
  }

  @Test
  void aMemberWhoCancelsTheSignInGoesBackWithLinkedInsWordForIt() {
    var visitor = sandbox.visitor();

    var returned = visitor.press(visitor.open(sandbox.authorization(OPENID, "")), "cancel");

    assertThat(returned.address().toString()).startsWith(TestSandbox.REDIRECT_URI);
    assertThat(returned.parameter("error")).contains("user_cancelled_login");
    assertThat(returned.parameter("state")).contains("state-1");
  }

  @Test
  void aMemberWhoCancelsAtConsentGoesBackWithLinkedInsWordForIt() {
    var visitor = sandbox.visitor();

    var returned =
        visitor.press(visitor.open(sandbox.authorization(OPENID, "")), "member-hana", "cancel");

    assertThat(returned.parameter("error")).contains("user_cancelled_authorize");
    assertThat(returned.parameter("state")).contains("state-1");
    assertThat(returned.parameter("code")).isEmpty();
  }

  @Test
  void oneScopeThatTheAppLacksSpoilsAllOfThemBeforeTheMemberIsAsked() {
    var returned = sandbox.visitor().open(sandbox.authorization(OPENID + " r_liteprofile", ""));

    assertThat(returned.parameter("error")).contains("unauthorized_scope_error");
    assertThat(returned.parameter("error_description").orElseThrow())
        .contains("&quot;", "r_liteprofile", "is not authorized for your application");
  }

  @Test
  void aRedirectUriThatIsNotRegisteredIsNotGoneTo() {
    var page =
        sandbox
            .visitor()
            .open(
                sandbox
                    .authorization(OPENID, "")
                    .replace("connections%2Fcallback", "connections%2Felsewhere"));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.html()).contains("redirect_uri");
  }

  @Test
  void aCodeIsGoodOnce() {
    var code = sandbox.code("ada", OPENID);
    sandbox.exchange(code);

    var again = sandbox.exchange(code);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(json(again).get("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void credentialsInTheHeaderAreNotRead() {
    var answer =
        TestSandbox.send(
            sandbox
                .request("/oauth/v2/accessToken")
                .header("Authorization", "Basic ZW50ZW50ZS1kZW1vOmxpbmtlZGluLWRlbW8tc2VjcmV0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void aProofKeyIsAnsweredAsAnUnknownClient() {
    var answer = sandbox.token("grant_type=authorization_code&code=x&code_verifier=y");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("error").asString()).isEqualTo("invalid_client");
  }

  @Test
  void anAppGetsATokenOfItsOwnAndIntrospectsAndRevokesIt() {
    var token = sandbox.appToken();

    var active = sandbox.introspect(token);
    assertThat(active.get("status").asString()).isEqualTo("active");
    assertThat(active.get("auth_type").asString()).isEqualTo("2L");

    assertThat(sandbox.revoke(token).statusCode()).isEqualTo(200);
    assertThat(sandbox.introspect(token).get("status").asString()).isEqualTo("revoked");
  }

  @Test
  void introspectionOfAMembersTokenHasItsScopesWithCommas() {
    var answer = sandbox.introspect(sandbox.memberToken("ada", OPENID));

    assertThat(answer.get("active").asBoolean()).isTrue();
    assertThat(answer.get("auth_type").asString()).isEqualTo("3L");
    assertThat(answer.get("scope").asString().split(","))
        .containsExactlyInAnyOrder(OPENID.split(" "));
  }

  @Test
  void nobodySignsInWhoIsNoMember() {
    var visitor = sandbox.visitor();
    var csrf = visitor.open("/uas/login").hidden("_csrf");

    var page = visitor.post("/uas/login", "member=nobody&_csrf=" + TestSandbox.encoded(csrf));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.html()).contains("No member has the handle", "nobody", "/uas/login");
    assertThat(visitor.open("/psettings/permitted-services").address().getPath())
        .isEqualTo("/uas/login");
  }

  @Test
  void consentIsAskedOfNobodyWhoIsNotSignedIn() {
    var page =
        sandbox.visitor().open("/uas/consent?client_id=entente-demo&scope=openid&state=made-up");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.address().getPath()).isEqualTo("/uas/login");
  }

  @Test
  void consentIsAskedForNoAppThatDoesNotExist() {
    var visitor = sandbox.visitor();
    visitor.press(visitor.open("/uas/login"), "member-ada");

    var page = visitor.open("/uas/consent?client_id=nobodys&scope=openid&state=made-up");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.html()).contains("nobodys", "sandbox.apps");
  }

  private static String idTokenWithNonceSent() {
    var visitor = sandbox.visitor();
    var page = visitor.open(sandbox.authorization(OPENID, "&nonce=nonce-1"));
    var code = visitor.press(page, "member-ada", "allow").parameter("code").orElseThrow();
    return json(sandbox.exchange(code)).get("id_token").asString();
  }

  private static JWTClaimsSet claims(String idToken) throws ParseException {
    return SignedJWT.parse(idToken).getJWTClaimsSet();
  }
}
