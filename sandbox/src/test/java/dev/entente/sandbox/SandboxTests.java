package dev.entente.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LinkedIn's double over real HTTP: its documents, quirks and switches. */
@Tag("M77")
class SandboxTests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String CLIENT = "client_id=entente-demo&client_secret=linkedin-demo-secret";

  private static SandboxApplication.Running sandbox;

  @BeforeAll
  static void start() {
    sandbox =
        SandboxApplication.start(
            Map.of("sandbox.members", "../demo/linkedin", "sandbox.demo", "../demo"));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void clearFaults() {
    send(request("/sandbox/faults").DELETE());
  }

  @Test
  void discoverySaysNothingOfNonceProofKeysOrRevocation() {
    var document = json(get("/oauth/.well-known/openid-configuration"));

    assertThat(document.get("issuer").asString()).isEqualTo(sandbox.baseUrl() + "/oauth");
    assertThat(document.propertyNames())
        .doesNotContain(
            "revocation_endpoint", "introspection_endpoint", "code_challenge_methods_supported");
  }

  @Test
  void anAppGetsATokenOfItsOwnAndIntrospectsAndRevokesIt() {
    var token = appToken();

    var active = json(post("/oauth/v2/introspectToken", CLIENT + "&token=" + token));
    assertThat(active.get("status").asString()).isEqualTo("active");
    assertThat(active.get("auth_type").asString()).isEqualTo("2L");

    assertThat(post("/oauth/v2/revoke", CLIENT + "&token=" + token).statusCode()).isEqualTo(200);
    var revoked = json(post("/oauth/v2/introspectToken", CLIENT + "&token=" + token));
    assertThat(revoked.get("status").asString()).isEqualTo("revoked");
  }

  @Test
  void aProofKeyIsAnsweredAsAnUnknownClient() {
    var answer =
        post(
            "/oauth/v2/accessToken",
            CLIENT + "&grant_type=authorization_code&code=x&code_verifier=y");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("error").asString()).isEqualTo("invalid_client");
  }

  @Test
  void strangersFindAMemberByExactAddressAndOnlyCandidatesByName() {
    var token = appToken();

    var byEmail = lookUp(token, "q=email&email=CHLOE@northlight.example");
    var byName = lookUp(token, "q=name&name=Gus%20de%20Wit");

    assertThat(byEmail.get("elements")).hasSize(1);
    assertThat(byName.get("elements")).hasSize(2);
    assertThat(lookUp(token, "q=email&email=chloe").get("elements")).isEmpty();
  }

  @Test
  @Tag("M26")
  void aMemberWhoHidesIsNotFound() {
    assertThat(lookUp(appToken(), "q=email&email=fatou@northlight.example").get("elements"))
        .isEmpty();
  }

  @Test
  void aTokenThatIsNoneIsRefusedInLinkedInsWords() {
    var answer = send(request("/v2/userinfo").header("Authorization", "Bearer nonsense"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("serviceErrorCode").asInt()).isEqualTo(65600);
  }

  @Test
  void snapshotsWantAVersion() {
    assertThat(get("/rest/memberSnapshotData?q=criteria").statusCode()).isEqualTo(400);
    var old =
        send(request("/rest/memberSnapshotData?q=criteria").header("Linkedin-Version", "202001"));
    assertThat(old.statusCode()).isEqualTo(426);
  }

  @Test
  void faultsHappenAsOftenAsOrderedAndWhereOrdered() {
    put(
        "/sandbox/faults",
        "{\"path\":\"/v2/\",\"status\":429,\"retryAfterSeconds\":7,\"remaining\":1}");

    var first = get("/v2/userinfo");
    var second = get("/v2/userinfo");

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(second.statusCode()).isEqualTo(401);
  }

  @Test
  void faultsThatDoNotExistAreRefused() {
    assertThat(put("/sandbox/faults", "{\"earthquake\":true}").statusCode()).isEqualTo(400);
    assertThat(put("/sandbox/faults", "{\"status\":200}").statusCode()).isEqualTo(400);
  }

  @Test
  void eachOrganisationIsAnIssuerOfItsOwn() {
    var northlight = json(get("/work/northlight/.well-known/openid-configuration"));

    assertThat(northlight.get("issuer").asString())
        .isEqualTo(sandbox.baseUrl() + "/work/northlight");
    assertThat(northlight.get("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(get("/work/northlight/oauth2/jwks").body())
        .isNotEqualTo(get("/work/harbour/oauth2/jwks").body());
  }

  @Test
  void scriptsGetTokensForPeopleWhoMaySignIn() {
    assertThat(workToken("ada@northlight.example").statusCode()).isEqualTo(200);
    assertThat(workToken("dev@northlight.example").statusCode()).isEqualTo(400);
    assertThat(workToken("nobody@northlight.example").body()).contains("nobody@northlight.example");
  }

  private static HttpResponse<String> workToken(String user) {
    return send(
        request("/sandbox/tokens")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\":\"%s\"}".formatted(user))));
  }

  private static String appToken() {
    return json(post("/oauth/v2/accessToken", CLIENT + "&grant_type=client_credentials"))
        .get("access_token")
        .asString();
  }

  private static JsonNode lookUp(String token, String query) {
    return json(
        send(request("/v2/publicProfiles?" + query).header("Authorization", "Bearer " + token)));
  }

  private static HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private static HttpResponse<String> post(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static HttpResponse<String> put(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
