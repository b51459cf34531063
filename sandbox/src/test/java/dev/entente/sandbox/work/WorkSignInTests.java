package dev.entente.sandbox.work;

import static dev.entente.sandbox.TestSandbox.encoded;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.entente.sandbox.TestSandbox;
import dev.entente.sandbox.Visitor;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo organisations' OpenID providers. */
@Tag("M77")
class WorkSignInTests {

  private static final String NORTHLIGHT = "/work/northlight";
  // RFC 7636, appendix B
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static final String CALLBACK =
      "http://localhost:8080/signin/callback/0a000000-0000-4000-8000-000000000001";

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
  void eachOrganisationIsAnIssuerOfItsOwn() {
    var northlight = json(sandbox.get(NORTHLIGHT + "/.well-known/openid-configuration"));

    assertThat(northlight.get("issuer").asString()).isEqualTo(issuer());
    assertThat(northlight.get("end_session_endpoint").asString())
        .isEqualTo(issuer() + "/connect/logout");
    assertThat(northlight.get("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(sandbox.get(NORTHLIGHT + "/oauth2/jwks").body())
        .isNotEqualTo(sandbox.get("/work/harbour/oauth2/jwks").body());
  }

  @Test
  void aPersonIsKnownByIdWithNonceAndRoles() throws ParseException {
    var claims = claims(idToken(signIn(sandbox.visitor(), "")));

    assertThat(claims.getIssuer()).isEqualTo(issuer());
    assertThat(claims.getClaim("nonce")).isEqualTo("nonce-1");
    assertThat(claims.getClaim("preferred_username")).isEqualTo("ada@northlight.example");
    assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("GlobalAdministrator"));
  }

  @Test
  void theAnswerNamesItsIssuer() {
    assertThat(signIn(sandbox.visitor(), "").parameter("iss")).contains(issuer());
  }

  @Test
  void aRefusalNamesItsIssuerToo() {
    var refused = sandbox.visitor().open(authorization("").replace("profile", "wages"));

    assertThat(refused.parameter("error")).contains("invalid_scope");
    assertThat(refused.parameter("state")).contains("state-1");
    assertThat(refused.parameter("iss")).contains(issuer());
  }

  @Test
  void proofKeysAreRequired() {
    var refused = sandbox.visitor().open(authorization("").replaceAll("&code_challenge[^&]*", ""));

    assertThat(refused.parameter("error")).contains("invalid_request");
  }

  @Test
  void whoeverSignedInIsAskedAgain() {
    var visitor = sandbox.visitor();
    signIn(visitor, "");

    assertThat(visitor.open(authorization("")).address().getPath())
        .isEqualTo(NORTHLIGHT + "/login");
  }

  @Test
  void promptNoneIsAnsweredWithoutAPage() {
    var refused = sandbox.visitor().open(authorization("&prompt=none"));

    assertThat(refused.parameter("error")).contains("login_required");
    assertThat(refused.parameter("iss")).contains(issuer());
  }

  @Test
  void promptLoginAsksOnce() {
    assertThat(signIn(sandbox.visitor(), "&prompt=login").parameter("code")).isPresent();
  }

  @Test
  void signingOutLeadsBackToWhereTheAppWantsIt() {
    var visitor = sandbox.visitor();
    var hint = idToken(signIn(visitor, ""));

    var page = visitor.open(signOut(hint, "http://localhost:8080/?signedOut") + "&state=state-2");

    assertThat(page.address()).hasToString("http://localhost:8080/?signedOut&state=state-2");
  }

  @Test
  void signingOutLeadsNowhereThatIsNotRegistered() {
    var visitor = sandbox.visitor();
    var hint = idToken(signIn(visitor, ""));

    assertThat(visitor.open(signOut(hint, "https://attacker.test/")).status()).isEqualTo(400);
  }

  @Test
  void aDisabledAccountCannotSignIn() {
    var visitor = sandbox.visitor();
    var page = visitor.open(authorization(""));

    var refused = visitor.press(page, "person-dev");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.html()).contains("dev@northlight.example", "disabled");
  }

  @Test
  void anOrganisationThatDoesNotExistHasNoSignIn() {
    var page = sandbox.visitor().open("/work/nowhere/login");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.html()).contains("nowhere", "demo/tenants.yaml");
  }

  @Test
  void scriptsGetTokensForPeopleWhoMaySignIn() {
    assertThat(script("ada@northlight.example").statusCode()).isEqualTo(200);
    assertThat(script("dev@northlight.example").statusCode()).isEqualTo(400);
    assertThat(script("nobody@northlight.example").body()).contains("nobody@northlight.example");
    assertThat(sandbox.postJson("/sandbox/tokens", "{\"person\": \"ada\"}").body())
        .contains("There is no field 'person'. There are: user.");
  }

  private static HttpResponse<String> script(String user) {
    return sandbox.postJson("/sandbox/tokens", "{\"user\": \"%s\"}".formatted(user));
  }

  private static Visitor.Page signIn(Visitor visitor, String extra) {
    return visitor.press(visitor.open(authorization(extra)), "person-ada");
  }

  private static String authorization(String extra) {
    return NORTHLIGHT
        + "/oauth2/authorize?response_type=code&client_id=entente&scope=openid%20profile"
        + "&state=state-1&nonce=nonce-1&code_challenge_method=S256&code_challenge="
        + CHALLENGE
        + "&redirect_uri="
        + encoded(CALLBACK)
        + extra;
  }

  private static String idToken(Visitor.Page returned) {
    var answer =
        sandbox.post(
            NORTHLIGHT + "/oauth2/token",
            "grant_type=authorization_code&client_id=entente&client_secret=northlight-demo-secret"
                + "&code=%s&code_verifier=%s&redirect_uri=%s"
                    .formatted(
                        returned.parameter("code").orElseThrow(), VERIFIER, encoded(CALLBACK)));
    return json(answer).get("id_token").asString();
  }

  private static String signOut(String hint, String backTo) {
    return NORTHLIGHT
        + "/connect/logout?id_token_hint=%s&post_logout_redirect_uri=%s"
            .formatted(hint, encoded(backTo));
  }

  private static String issuer() {
    return sandbox.baseUrl() + NORTHLIGHT;
  }

  private static JWTClaimsSet claims(String idToken) throws ParseException {
    return SignedJWT.parse(idToken).getJWTClaimsSet();
  }
}
