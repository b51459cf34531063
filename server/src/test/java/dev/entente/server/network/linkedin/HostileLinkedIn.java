package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/**
 * A LinkedIn that answers a sign-in properly until a test spoils one thing. What the sandbox, which
 * behaves, cannot be made to do.
 */
final class HostileLinkedIn implements AutoCloseable {

  static final TenantId TENANT =
      new TenantId(UUID.fromString("7d1f7c1e-4f37-4c2b-9b36-0a6de4a3c001"));
  static final TenantId OTHER_TENANT =
      new TenantId(UUID.fromString("7d1f7c1e-4f37-4c2b-9b36-0a6de4a3c002"));
  static final URI REDIRECT_URI = URI.create("https://entente.test/callback/linkedin");
  static final Secret TOKEN = new Secret("AQV-canary-access-token");
  static final String CLIENT_ID = "client-1";
  static final String CLIENT_SECRET = "canary-client-secret";
  static final RSAKey KEY = key("key-1");

  private final Gate gate = new Gate();
  private final WireMockServer server =
      new WireMockServer(wireMockConfig().dynamicPort().containerThreads(64).extensions(gate));

  HostileLinkedIn() {
    server.start();
    keys(KEY);
    tokens(idToken(KEY, claims().build()));
    userInfo(
        """
        {"sub":"member-1","given_name":"Ada","family_name":"Berg","email":"ada@northlight.example"}
        """);
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims of a valid ID token, to be spoiled one at a time. */
  JWTClaimsSet.Builder claims() {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(server.baseUrl() + "/oauth")
        .audience(CLIENT_ID)
        .subject("member-1")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  String idToken(RSAKey key, JWTClaimsSet claims) {
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As LinkedIn's: without {@code use}. */
  void keys(RSAKey... keys) {
    var set = new JWKSet(List.of(keys)).toString(true);
    server.stubFor(get(urlPathEqualTo("/oauth/openid/jwks")).willReturn(okJson(set)));
  }

  void tokens(String idToken) {
    tokens(
        okJson(
            """
            {"access_token":"%s","expires_in":5184000,"scope":"email,openid,profile","id_token":"%s"}
            """
                .formatted(TOKEN.reveal(), idToken)));
  }

  void tokens(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlPathEqualTo("/oauth/v2/accessToken")).willReturn(answer));
  }

  void userInfo(String json) {
    answer("/v2/userinfo", okJson(json));
  }

  void answer(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlPathEqualTo(path)).willReturn(answer));
  }

  static ResponseDefinitionBuilder error(int status, String json) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(json);
  }

  Gate gate() {
    return gate;
  }

  WireMockServer server() {
    return server;
  }

  URI baseUrl() {
    return URI.create(server.baseUrl());
  }

  LinkedIn client(Product... products) {
    return client(Clock.systemUTC(), products);
  }

  LinkedIn client(Clock clock, Product... products) {
    return new LinkedIn(settings(products), clock);
  }

  /** One that waits for an answer as long as a test may hold it back. */
  LinkedIn patientClient(Product... products) {
    return new LinkedIn(
        settings(false, false, limits(Duration.ofMinutes(2)), products), Clock.systemUTC());
  }

  LinkedInSettings settings(Product... products) {
    return settings(false, false, products);
  }

  LinkedInSettings settings(boolean pkce, boolean nonce, Product... products) {
    return settings(pkce, nonce, limits(), products);
  }

  private LinkedInSettings settings(
      boolean pkce, boolean nonce, LinkedInSettings.Limits limits, Product... products) {
    return new LinkedInSettings(
        baseUrl(),
        baseUrl(),
        Set.of(),
        List.of(),
        Optional.empty(),
        CLIENT_ID,
        new Secret(CLIENT_SECRET),
        products.length == 0 ? Set.of(Product.OPENID) : Set.of(products),
        "r_dma_portability_3rd_party",
        pkce,
        nonce,
        limits);
  }

  /** No longer than a test of a limit has to wait, and no shorter than a busy machine may need. */
  static LinkedInSettings.Limits limits() {
    return limits(Duration.ofSeconds(4));
  }

  private static LinkedInSettings.Limits limits(Duration callTimeout) {
    return new LinkedInSettings.Limits(
        Duration.ofSeconds(2),
        callTimeout.minusSeconds(1),
        callTimeout,
        Duration.ofSeconds(8),
        DataSize.ofKilobytes(64),
        DataSize.ofKilobytes(128),
        5,
        DataSize.ofKilobytes(256),
        20,
        Duration.ofMillis(50),
        Duration.ofSeconds(10));
  }

  /** How often a path was asked for. */
  int requests(String path) {
    return server.findAll(anyRequestedFor(urlPathEqualTo(path))).size();
  }

  @Override
  public void close() {
    gate.open();
    server.stop();
  }
}
