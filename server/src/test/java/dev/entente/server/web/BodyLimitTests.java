package dev.entente.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.signin.SignInJourney;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that are larger than the server takes, over real HTTP. */
@Tag("M14")
class BodyLimitTests extends SignInJourney {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void aBatchIsCountedThoughItIsChunked() throws IOException, InterruptedException {
    var token = accessToken(Cast.NORTHLIGHT, Cast.EMIL);
    var url = "/v1.0/$batch";

    refused(chunked("POST", url, token, BodyLimit.MAX + 1));
    assertThat(chunked("POST", url, token, BodyLimit.MAX).body()).contains("Request_BadRequest");
  }

  @Test
  void theOperatorsBodyIsCountedToo() throws IOException, InterruptedException {
    refused(chunked("POST", "/operator/tenants", "operator-test-token", BodyLimit.MAX + 1));
  }

  @Test
  void aDeclaredLengthIsRefusedBeforeABodyIsSent() throws IOException {
    try (var socket = new Socket("localhost", URI.create(api()).getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              """
              POST /v1.0/$batch HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/json\r
              Content-Length: 1000000000\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  private static void refused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("Request_EntityTooLarge", "10000000 bytes");
  }

  private HttpResponse<String> chunked(String method, String path, String token, int length)
      throws IOException, InterruptedException {
    // In front, so that the server has read it all before it knows what is asked.
    var body = " ".repeat(length - 15) + "{\"requests\":[]}";
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(api()).resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII))))
            .build(),
        BodyHandlers.ofString());
  }
}
