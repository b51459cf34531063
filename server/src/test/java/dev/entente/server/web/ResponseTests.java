package dev.entente.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every response carries, whatever it answers: over real HTTP, filters and container too. */
@EntenteTest
@ExtendWith(OutputCaptureExtension.class)
class ResponseTests {

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private ServerProperties server;

  @Test
  void onlyTheCardsScriptIsForOtherOriginsAndCaches() {
    var script = get("/card/entente-person-card.js").headers();
    var person = get("/card/users/0b000000-0000-4000-8000-0000000000b1").headers();

    assertThat(script.firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
    assertThat(person.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(person.firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nowhere",
        "/admin/users/settings",
        "/v1.0/me/connections",
        "/operator/tenants",
        "/css/base.css",
        "/actuator/health"
      })
  void everyResponseForbidsInlineCodeFramingSniffingAndReferrers(String path) {
    var headers = get(path).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.firstValue("request-id")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1.0/me/connections", "/admin/users/settings", "/nowhere"})
  void whatDependsOnThePersonIsStoredNowhere(String path) {
    assertThat(get(path).headers().allValues("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void theApiFailsInGraphsEnvelopeWithTheRequestsName() {
    var response =
        send(request("/v1.0/me/connections").header("client-request-id", "mine-42").build());

    var error = json(response).get("error");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(error.get("code").asString()).isEqualTo("InvalidAuthenticationToken");
    assertThat(error.at("/innerError/client-request-id").asString()).isEqualTo("mine-42");
    assertThat(error.at("/innerError/request-id").asString())
        .isEqualTo(response.headers().firstValue("request-id").orElseThrow());
    assertThat(error.at("/innerError/date").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void theLogHasTheIdThatTheAnswerCarries(CapturedOutput log) {
    var answer = get("/signin/callback/0a000000-0000-4000-8000-000000000001?code=x&state=never");

    var id = answer.headers().firstValue("request-id").orElseThrow();
    assertThat(log.toString().lines())
        .anyMatch(it -> it.contains("[" + id + "] ") && it.contains("Sign-in refused"));
  }

  @Test
  void headersOfAProxyAreNotBelieved() {
    var answer =
        send(
            request("/admin/users/settings")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example")
                .build());

    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("evil", "https:");
    assertThat(server.getForwardHeadersStrategy()).isEqualTo(ForwardHeadersStrategy.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nl             | nl | Entente verbindt je werkaccount met je LinkedIn-account
          de-AT          | de | Entente verbindet Ihr Arbeitskonto
          es, fr;q=0.5   | fr | Entente connecte votre compte professionnel
          es             | en | Entente connects your work account
          en-GB          | en | Entente connects your work account
          """)
  @Tag("M71")
  void pagesSpeakTheBrowsersLanguage(String accepted, String language, String words) {
    var page = send(request("/").header("Accept-Language", accepted).build()).body();

    assertThat(page).contains("<html lang=\"" + language + "\">", words);
  }

  @Test
  void anUnknownPageSaysWhatHappenedAndWhatToDo() {
    var response = get("/signin/0a000000-0000-4000-8000-00000000ffff");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .contains("<h1>That did not work</h1>", "Check the address", "Go to the home page");
  }

  @Test
  void aSessionLessPersonIsAskedToSignInAndComesBackToTheDeepLink() {
    var response = get("/admin/users/settings");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location").orElse(""))
        .endsWith("/?returnTo=%2Fadmin%2Fusers%2Fsettings");
  }

  @Test
  void onlyHealthIsShownOfTheServersInsides() {
    assertThat(get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/actuator/env").statusCode()).isEqualTo(302);
    assertThat(get("/actuator").statusCode()).isEqualTo(302);
  }

  @Test
  void theApiDescribesItself() {
    var description = json(get("/openapi.json"));

    assertThat(description.get("openapi").asString()).startsWith("3.1");
    assertThat(description.at("/paths").propertyNames())
        .isNotEmpty()
        .allMatch(it -> it.startsWith("/v1.0/") || it.startsWith("/operator/"));
    assertThat(get("/openapi.json").body()).doesNotContain("SignedIn");
    assertThat(get("/docs").statusCode()).isEqualTo(302);
    assertThat(get("/swagger-ui/index.html").body())
        .doesNotContain("<style", "http://", "https://");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return BROWSER.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
