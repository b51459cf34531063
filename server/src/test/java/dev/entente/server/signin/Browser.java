package dev.entente.server.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.util.UriComponentsBuilder;

/** A browser with cookies of its own that shows each redirect instead of following it. */
public final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String server;

  Browser(int port) {
    this.server = "http://localhost:" + port;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  public HttpResponse<String> post(String path, String form, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** A form with an {@code enctype}. */
  public HttpResponse<String> post(String path, String type, byte[] form) {
    return send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(form)).build());
  }

  HttpResponse<String> patch(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json))
            .build());
  }

  /** The CSRF token that this page's forms carry. */
  public String csrfToken(String path) {
    var matcher = CSRF.matcher(get(path).body());
    if (!matcher.find()) {
      throw new AssertionError("No form on " + path);
    }
    return matcher.group(1);
  }

  String sessionId() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().equals("entente"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  /** The cookie as the response sets it, with its attributes. */
  static String cookie(HttpResponse<String> response, String name) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith(name + "="))
        .findFirst()
        .orElse("");
  }

  static Map<String, String> query(String location) {
    return UriComponentsBuilder.fromUriString(location).build().getQueryParams().toSingleValueMap();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(server + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
