package dev.entente.server.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.entente.server.EntenteTest;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The server with providers that say what a test wants them to say. */
@EntenteTest
public abstract class SignInJourney {

  static final FakeProvider PROVIDER = new FakeProvider();

  private static final Map<Integer, String> NAMES = Map.of(1, "northlight", 2, "harbour");

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void providers(DynamicPropertyRegistry properties) {
    properties.add("ENTENTE_SANDBOX", PROVIDER::base);
  }

  @BeforeEach
  void nothingAskedYet() {
    PROVIDER.forgetRequests();
  }

  protected Browser browser() {
    return new Browser(port);
  }

  /** Where the API is. */
  protected String api() {
    return "http://localhost:" + port + "/v1.0";
  }

  /** An access token as the organisation's provider gives them. */
  protected static String accessToken(TenantId tenant, UserId person, String... roles) {
    return FakeProvider.signed(
        new JWTClaimsSet.Builder()
            .issuer(issuer(tenant))
            .audience("entente")
            .subject(person.toString())
            .claim("roles", List.of(roles))
            .claim("iat", Instant.now().getEpochSecond())
            .claim("exp", Instant.now().plusSeconds(300).getEpochSecond())
            .build(),
        "at+jwt");
  }

  static String issuer(TenantId tenant) {
    return PROVIDER.issuer(NAMES.getOrDefault((int) tenant.value().getLeastSignificantBits(), ""));
  }

  /** The authorization request that the browser is sent away with. */
  static Map<String, String> begin(Browser browser, TenantId tenant, String returnTo) {
    var encoded = URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
    return Browser.query(
        Browser.location(browser.get("/signin/" + tenant + "?returnTo=" + encoded)));
  }

  /** The identity token that an honest provider would give for this request. */
  static JWTClaimsSet.Builder honest(
      TenantId tenant, UserId person, Map<String, String> request, String... roles) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer(tenant))
        .audience("entente")
        .subject(person.toString())
        .claim("nonce", request.get("nonce"))
        .claim("roles", List.of(roles))
        .claim("iat", Instant.now().getEpochSecond())
        .claim("exp", Instant.now().plusSeconds(300).getEpochSecond());
  }

  /** The answer to the request, with a code for this identity token. */
  static String answer(Map<String, String> request, String idToken) {
    var code = UUID.randomUUID().toString();
    PROVIDER.grant(code, request.getOrDefault("code_challenge", ""), idToken);
    return "code=" + code + "&state=" + encoded(request.getOrDefault("state", ""));
  }

  /** By way of percent-decoding: the state comes as it stands in the address. */
  private static String encoded(String state) {
    return state.contains("%") ? state : URLEncoder.encode(state, StandardCharsets.UTF_8);
  }

  static String iss(TenantId tenant) {
    return "&iss=" + URLEncoder.encode(issuer(tenant), StandardCharsets.UTF_8);
  }

  HttpResponse<String> comeBack(Browser browser, TenantId tenant, String answer) {
    return browser.get("/signin/callback/" + tenant + "?" + answer);
  }

  /** All of it, honestly. */
  protected HttpResponse<String> signIn(
      Browser browser, TenantId tenant, UserId person, String returnTo, String... roles) {
    var request = begin(browser, tenant, returnTo);
    var idToken = FakeProvider.signed(honest(tenant, person, request, roles).build(), "JWT");
    return comeBack(browser, tenant, answer(request, idToken) + iss(tenant));
  }
}
