package dev.entente.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox with the demo's members, and the demo's app in front of it. */
public final class TestSandbox implements AutoCloseable {

  public static final String REDIRECT_URI =
      "http://localhost:8080/account/connections/callback/linkedin";
  public static final String OPENID = "openid profile email";
  public static final String PORTABILITY = OPENID + " r_dma_portability_3rd_party";

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String APP = "client_id=entente-demo&client_secret=linkedin-demo-secret";

  private final SandboxApplication.Running running;

  private TestSandbox(SandboxApplication.Running running) {
    this.running = running;
  }

  public static TestSandbox start() {
    return start(Map.of());
  }

  public static TestSandbox start(Map<String, Object> differences) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("sandbox.members", "../demo/linkedin");
    settings.put("sandbox.demo", "../demo");
    settings.putAll(differences);
    return new TestSandbox(SandboxApplication.start(settings));
  }

  @Override
  public void close() {
    running.close();
  }

  public String baseUrl() {
    return running.baseUrl();
  }

  public Visitor visitor() {
    return new Visitor(baseUrl());
  }

  /** The authorization request of the demo's app, with more of it or other in {@code extra}. */
  public String authorization(String scope, String extra) {
    return "/oauth/v2/authorization?response_type=code&client_id=entente-demo&redirect_uri="
        + encoded(REDIRECT_URI)
        + "&state=state-1&scope="
        + encoded(scope)
        + extra;
  }

  /** What the app is called with when a member signs in and accepts. */
  public Visitor.Page connect(Visitor visitor, String member, String scope) {
    return visitor.press(visitor.open(authorization(scope, "")), "member-" + member, "allow");
  }

  public String code(String member, String scope) {
    return connect(visitor(), member, scope).parameter("code").orElseThrow();
  }

  public HttpResponse<String> exchange(String code) {
    return token(
        "grant_type=authorization_code&code=%s&redirect_uri=%s"
            .formatted(code, encoded(REDIRECT_URI)));
  }

  /** A member's token. */
  public String memberToken(String member, String scope) {
    return accessToken(exchange(code(member, scope)));
  }

  /** The app's own token. */
  public String appToken() {
    return accessToken(token("grant_type=client_credentials"));
  }

  private static String accessToken(HttpResponse<String> answer) {
    return json(answer).get("access_token").asString();
  }

  public HttpResponse<String> token(String form) {
    return post("/oauth/v2/accessToken", APP + "&" + form);
  }

  public JsonNode introspect(String token) {
    return json(post("/oauth/v2/introspectToken", APP + "&token=" + token));
  }

  public HttpResponse<String> revoke(String token) {
    return post("/oauth/v2/revoke", APP + "&token=" + token);
  }

  /** A page of a member's data, as LinkedIn wants to be asked. */
  public HttpResponse<String> snapshot(String token, String domain, int start) {
    return send(
        request("/rest/memberSnapshotData?q=criteria&domain=%s&start=%d".formatted(domain, start))
            .header("Authorization", "Bearer " + token)
            .header("Linkedin-Version", "202312"));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  public HttpResponse<String> get(String path, String token) {
    return send(request(path).header("Authorization", "Bearer " + token));
  }

  public HttpResponse<String> post(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  public HttpResponse<String> postJson(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> orderFaults(String json) {
    return send(
        request("/sandbox/faults")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  public void clearFaults() {
    send(request("/sandbox/faults").DELETE());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl() + path));
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
