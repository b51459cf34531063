package dev.entente.cli.api;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One API in Microsoft Graph's conventions: Entente's own, or Microsoft Graph. */
public final class Api {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(100);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Retry brokenConnections = Patience.withBrokenConnections();
  private final Retry repeatable = Patience.until(Answer::isTransient, Answer::retryAfter);
  private final Retry onceOnly = Patience.until(Answer::saysNotDone, Answer::retryAfter);
  private final URI base;
  private final Supplier<String> token;
  private final Duration longestAnswer;

  /**
   * @param base with the version, such as {@code https://graph.microsoft.com/v1.0}
   * @param token the access token for the next request
   */
  public Api(URI base, Supplier<String> token) {
    this(base, token, LONGEST_ANSWER);
  }

  Api(URI base, Supplier<String> token, Duration longestAnswer) {
    this.base = Addresses.requireSafe(base);
    this.token = token;
    this.longestAnswer = longestAnswer;
  }

  public URI base() {
    return base;
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The body of a success.
   *
   * @throws Trouble for every other answer
   */
  public JsonNode ask(Call call) {
    return answer(call).body();
  }

  /**
   * @throws Trouble unless it is a success
   */
  public Answer answer(Call call) {
    var answer = exchange(call);
    if (!answer.isSuccess()) {
      throw answer.trouble(call);
    }
    return answer;
  }

  /** Everything in a collection, page after page. */
  public List<JsonNode> all(String path) {
    List<JsonNode> found = new ArrayList<>();
    var next = path;
    while (!next.isEmpty()) {
      var page = ask(Call.get(next));
      page.path("value").forEach(found::add);
      next = relative(page.path("@odata.nextLink").asString(""));
    }
    return found;
  }

  /** Whatever the answer is, after the waits that the server asked for. */
  public Answer exchange(Call call) {
    try {
      return call.isRepeatable()
          ? repeatable.executeSupplier(() -> brokenConnections.executeSupplier(() -> send(call)))
          : onceOnly.executeSupplier(() -> send(call));
    } catch (UncheckedIOException e) {
      throw new Trouble(
          ExitCode.UNREACHABLE,
          "%s cannot be reached, or does not answer in time.".formatted(base),
          call.toString(),
          "Check the address and the network, then repeat the command.");
    }
  }

  private Answer send(Call call) {
    var request =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .header("Authorization", "Bearer " + token.get())
            .header("Accept", "application/json")
            .method(
                call.method(),
                call.body()
                    .map(it -> BodyPublishers.ofString(it.toString()))
                    .orElseGet(BodyPublishers::noBody));
    call.headers().forEach(request::header);
    call.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
    try {
      return answer(responseTo(request.build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ExitCode.UNREACHABLE, "Interrupted.", call.toString(), "");
    }
  }

  /** The client's own timeout ends with the headers, this one with the body's last byte. */
  private HttpResponse<String> responseTo(HttpRequest request)
      throws IOException, InterruptedException {
    var response = http.sendAsync(request, BodyHandlers.ofString());
    try {
      return response.get(longestAnswer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(e);
    } finally {
      response.cancel(true);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    var headers = response.headers();
    return new Answer(
        response.statusCode(),
        json(response),
        headers.firstValue("Retry-After").flatMap(it -> Answer.retryAfter(it, Instant.now())),
        headers.firstValue("ETag"));
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return response.body().isBlank() ? object() : JSON.readTree(response.body());
    } catch (JacksonException e) {
      if (response.statusCode() >= 300) {
        return object();
      }
      throw new Trouble(
          ExitCode.UNREACHABLE,
          "The answer is not JSON: this is not the API.",
          response.uri().toString(),
          "Check the server's address.");
    }
  }

  /** A next link leads on within this API; to anywhere else the token is not sent. */
  private String relative(String nextLink) {
    if (nextLink.isEmpty()) {
      return "";
    }
    if (!nextLink.startsWith(base + "/")) {
      throw new Trouble(
          ExitCode.REFUSED,
          "The next page is at another address than the API; it was not asked for.",
          nextLink,
          "Check the server's address, or the public address that the server is configured with.");
    }
    return nextLink.substring(base.toString().length());
  }
}
