package dev.entente.server.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Several organisations' providers on one port, each at {@code /work/<name>}. Tests put the answers
 * in its mouth, lies included; Lumière's is out of order.
 */
final class FakeProvider implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("/work/([^/]*).*");
  private static final RSAKey KEY = newKey("real");
  private static final RSAKey FOREIGN_KEY = newKey("real");
  private static final RSAKey UNPUBLISHED_KEY = newKey("next");

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  private volatile String outOfOrder = "lumiere";

  private record Grant(String codeChallenge, String idToken) {}

  FakeProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String issuer(String name) {
    return base() + "/work/" + name;
  }

  /** What it was asked, as {@code METHOD path}. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  void forgetRequests() {
    requests.clear();
  }

  /** Lets the code be exchanged, once and with the right verifier, for the identity token. */
  void grant(String code, String codeChallenge, String idToken) {
    grants.put(code, new Grant(codeChallenge, idToken));
  }

  static String signed(JWTClaimsSet claims, String type) {
    return signed(claims, type, KEY);
  }

  /** With a key for which the key set has to be asked again, and in vain. */
  static String signedByAKeyToCome(JWTClaimsSet claims, String type) {
    return signed(claims, type, UNPUBLISHED_KEY);
  }

  /** Answers 503 below paths with this in them while the test does something. */
  void outOfOrder(String part, Runnable meanwhile) {
    outOfOrder = part;
    try {
      meanwhile.run();
    } finally {
      outOfOrder = "lumiere";
    }
  }

  /** As an attacker signs: with the right key id and the wrong key. */
  static String signedByAnother(JWTClaimsSet claims, String type) {
    return signed(claims, type, FOREIGN_KEY);
  }

  private static String signed(JWTClaimsSet claims, String type, RSAKey key) {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(new JOSEObjectType(type))
              .keyID(key.getKeyID())
              .build();
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    var issuer = issuer(NAME.matcher(path).replaceFirst("$1"));
    if (path.contains(outOfOrder)) {
      send(exchange, 503, Map.of());
    } else if (path.endsWith("/.well-known/openid-configuration")) {
      send(exchange, 200, metadata(issuer));
    } else if (path.endsWith("/keys")) {
      send(exchange, 200, new JWKSet(KEY.toPublicJWK()).toJSONObject());
    } else {
      exchangeCode(exchange);
    }
  }

  private static Map<String, Object> metadata(String issuer) {
    var harbour = issuer.endsWith("harbour");
    return Map.of(
        "issuer",
        issuer,
        harbour ? "check_session_iframe" : "end_session_endpoint",
        issuer + "/logout",
        "authorization_endpoint",
        issuer + "/authorize",
        "token_endpoint",
        issuer + "/token",
        "jwks_uri",
        issuer + "/keys",
        "subject_types_supported",
        List.of("public"),
        "authorization_response_iss_parameter_supported",
        !harbour);
  }

  private void exchangeCode(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    var grant = grants.remove(form.getOrDefault("code", ""));
    if (grant == null
        || !grant.codeChallenge().equals(s256(form.getOrDefault("code_verifier", "")))) {
      send(exchange, 400, Map.of("error", "invalid_grant"));
    } else {
      send(
          exchange,
          200,
          Map.of(
              "access_token",
              "at-" + grant.hashCode(),
              "token_type",
              "Bearer",
              "id_token",
              grant.idToken()));
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return UriComponentsBuilder.fromUriString("/?" + body)
        .build()
        .getQueryParams()
        .toSingleValueMap()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String s256(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    var json = JsonMapper.shared().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    try (var out = exchange.getResponseBody()) {
      out.write(json);
    }
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
