package dev.entente.server.signin;

import static dev.entente.server.Cast.BEN;
import static dev.entente.server.Cast.DEV;
import static dev.entente.server.Cast.HUGO;
import static dev.entente.server.Cast.NORTHLIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.entente.server.Callers;
import dev.entente.server.kernel.UserId;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Who passes the door of the API; behind it, at an address that there is not, is a plain 404. */
class ApiAccessTests extends SignInJourney {

  private static final String BEHIND_THE_DOOR = "/v1.0/nothing";

  @Autowired private WebApplicationContext context;

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "JWT"})
  void anAccessTokenOfTheOrganisationsProviderPasses(String type) {
    assertThat(get(FakeProvider.signed(accessToken(BEN).build(), type)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aPersonProvisionedUnderTheProvidersOwnIdPasses() {
    var token = FakeProvider.signed(accessToken(BEN).subject("00u-ola").build(), "at+jwt");
    assertRefused(get(token));

    provisionByScim("00u-ola");

    assertThat(get(token).statusCode()).isEqualTo(404);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("an unknown issuer", it -> it.issuer("http://localhost:1/work/northlight")),
        forgery("no issuer", it -> it.issuer(null)),
        forgery("an issuer that is no address", it -> it.issuer("not an address")),
        forgery("another audience", it -> it.audience("https://graph.example")),
        forgery("no audience", it -> it.audience(List.of())),
        forgery("long expired", it -> it.claim("exp", Instant.EPOCH.getEpochSecond())),
        forgery("no expiry", it -> it.claim("exp", null)),
        forgery("not yet valid", it -> it.claim("nbf", soon().getEpochSecond())),
        forgery("an identity token", it -> it.claim("nonce", "of-a-sign-in")),
        forgery("an identity token of an access token", it -> it.claim("at_hash", "x")),
        forgery("no such person", it -> it.subject(HUGO.toString())),
        forgery("a disabled person", it -> it.subject(DEV.toString())),
        forgery("an e-mail address for an id", it -> it.subject("ben@northlight.example")));
  }

  private static Arguments forgery(String what, Consumer<JWTClaimsSet.Builder> tamper) {
    return Arguments.argumentSet(what, tamper);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void anAccessTokenThatDoesNotHoldIsRefused(Consumer<JWTClaimsSet.Builder> tamper) {
    var claims = accessToken(BEN);
    tamper.accept(claims);

    assertRefused(get(FakeProvider.signed(claims.build(), "at+jwt")));
  }

  @Test
  void anAccessTokenWithoutTheProvidersSignatureIsRefused() {
    var claims = accessToken(BEN).build();

    assertRefused(get(new PlainJWT(claims).serialize()));
    assertRefused(get(FakeProvider.signedByAnother(claims, "at+jwt")));
    assertRefused(get(FakeProvider.signed(claims, "logout+jwt")));
    assertRefused(get("not-a-token"));
  }

  @Test
  void anIssuerOfNoOrganisationIsNeverAskedAnything() {
    var claims = accessToken(BEN).issuer(PROVIDER.issuer("stranger")).build();

    assertRefused(get(FakeProvider.signed(claims, "at+jwt")));
    assertThat(PROVIDER.requests()).noneMatch(it -> it.contains("stranger"));
  }

  @Test
  void aTokenIsNotRefusedWhileItsProviderCannotBeReached() {
    var claims = accessToken(BEN).issuer(PROVIDER.issuer("lumiere")).build();

    assertUnavailable(get(FakeProvider.signed(claims, "at+jwt")));
  }

  @Test
  void aTokenIsNotRefusedWhileItsProvidersKeysCannotBeRead() {
    var token = FakeProvider.signedByAKeyToCome(accessToken(BEN).build(), "at+jwt");

    PROVIDER.outOfOrder("/keys", () -> assertUnavailable(get(token)));

    assertRefused(get(token));
  }

  @Test
  void withoutTokenTheSchemeIsNamed() {
    var response = browser().get(BEHIND_THE_DOOR);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void aSessionReadsButChangesOnlyWithItsCsrfToken() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, BEN, "/");
    var csrf = browser.csrfToken("/");

    assertThat(browser.get(BEHIND_THE_DOOR).statusCode()).isEqualTo(404);
    assertThat(browser.post(BEHIND_THE_DOOR, "").statusCode()).isEqualTo(403);
    assertThat(browser.post(BEHIND_THE_DOOR, "", "X-CSRF-TOKEN", csrf).statusCode()).isEqualTo(404);
  }

  @Test
  void aBearerTokenNeedsNoCsrfTokenAndMakesNoSession() {
    var browser = browser();
    var token = FakeProvider.signed(accessToken(BEN).build(), "at+jwt");

    var response = browser.post(BEHIND_THE_DOOR, "", "Authorization", "Bearer " + token);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(browser.sessionId()).isEmpty();
  }

  @Test
  void aBearerTokenCountsForItselfBesideASession() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, BEN, "/");
    var application =
        accessToken(BEN).subject("nightly-job").claim("client_id", "nightly-job").build();

    var response =
        browser.get(
            BEHIND_THE_DOOR,
            "Authorization",
            "Bearer " + FakeProvider.signed(application, "at+jwt"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(browser.get("/").body()).contains("Ben Okafor");
  }

  @Test
  void theOperatorsDoorOpensToTheOperatorsTokenAlone() {
    var path = "/operator/tenants";
    var ben = FakeProvider.signed(accessToken(BEN).build(), "at+jwt");

    assertThat(browser().get(path).statusCode()).isEqualTo(401);
    assertThat(browser().get(path, "Authorization", "Bearer " + ben).statusCode()).isEqualTo(401);
    assertThat(browser().get(path, "Authorization", "Bearer operator-test-toke").statusCode())
        .isEqualTo(401);
    assertThat(browser().get(path, "Authorization", "Bearer operator-test-token").statusCode())
        .isEqualTo(200);
  }

  private void provisionByScim(String externalId) {
    var server = Callers.server(context);
    var issued =
        server
            .post()
            .uri("/operator/tenants/{id}/scimTokens", NORTHLIGHT)
            .with(Callers.operator())
            .contentType("application/json")
            .content("{\"name\": \"A client\"}")
            .exchange();
    assertThat(
            server
                .post()
                .uri("/scim/v2/Users")
                .header("Authorization", "Bearer " + text(issued, "token"))
                .contentType("application/scim+json")
                .content(
                    """
                    {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                     "userName": "ola@northlight.example", "externalId": "%s"}
                    """
                        .formatted(externalId)))
        .hasStatus(201);
  }

  private static String text(MvcTestResult result, String field) {
    return JsonMapper.shared()
        .readTree(result.getResponse().getContentAsByteArray())
        .path(field)
        .stringValue();
  }

  private HttpResponse<String> get(String token) {
    return browser().get(BEHIND_THE_DOOR, "Authorization", "Bearer " + token);
  }

  private static JWTClaimsSet.Builder accessToken(UserId person) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer(NORTHLIGHT))
        .audience("entente")
        .subject(person.toString())
        .claim("iat", Instant.now().getEpochSecond())
        .claim("exp", soon().getEpochSecond());
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(300);
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("60");
    assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(response.body()).contains("\"code\":\"ServiceUnavailable\"");
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(response.body()).contains("\"code\":\"InvalidAuthenticationToken\"");
  }
}
