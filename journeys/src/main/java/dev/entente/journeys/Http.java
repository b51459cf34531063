package dev.entente.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP to the server's API and the sandbox's switches. */
public final class Http {

  private static final JsonMapper JSON = new JsonMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Http() {}

  static boolean answersWell(URI uri) {
    try {
      return send(HttpRequest.newBuilder(uri)).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** A bearer token of the person's own organisation, as a script would get it. */
  public static String tokenOf(Product product, String userPrincipalName) {
    var request =
        HttpRequest.newBuilder(URI.create(product.sandbox() + "/sandbox/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\":\"%s\"}".formatted(userPrincipalName)));
    return json(send(request)).get("access_token").asString();
  }

  /** A bearer token of the organisation's own job, which nobody of its people stands behind. */
  public static String tokenOfJob(Product product, String organisation) {
    var secret = "entente-automation:" + organisation + "-automation-secret";
    var request =
        HttpRequest.newBuilder(
                URI.create(product.sandbox() + "/work/" + organisation + "/oauth2/token"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(secret.getBytes(StandardCharsets.US_ASCII)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"));
    return json(send(request)).get("access_token").asString();
  }

  public static HttpResponse<String> get(Product product, String token, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(product.server() + path))
            .header("Authorization", "Bearer " + token));
  }

  /** What LinkedIn's side was asked since it started. */
  static HttpResponse<String> asked(Product product) {
    return send(HttpRequest.newBuilder(URI.create(product.sandbox() + "/sandbox/requests")));
  }

  static HttpResponse<String> patch(
      Product product, String token, String path, String etag, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(product.server() + path))
            .header("Authorization", "Bearer " + token)
            .header("If-Match", etag)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  static HttpResponse<String> post(Product product, String token, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(product.server() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** What goes wrong on LinkedIn's side from now on; docs/sandbox.md has the plans. */
  static void setFaults(Product product, String plan) {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(product.sandbox() + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(plan)));
    if (answer.statusCode() >= 400) {
      throw new IllegalArgumentException(answer.body());
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
