package dev.entente.server.directory.graph;

import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.directory.graph.GraphSettings.Checked;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Microsoft Graph over HTTP, as an application. Waits as long as it is asked to, within a bound;
 * the token goes to Microsoft Graph's own address and nowhere else.
 */
final class GraphClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(100);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final Duration TOKEN_MARGIN = Duration.ofMinutes(2);
  private static final int ATTEMPTS = 5;
  private static final int MAX_BODY = 32 * 1024 * 1024;
  private static final int BATCH = 20;

  private static final Set<Integer> TRANSIENT = Set.of(429, 503, 504);
  private static final Set<String> RESYNC = Set.of("syncstatenotfound", "resyncrequired");

  private final Checked settings;
  private final JsonMapper json;
  private final Clock clock;
  private final Duration patience;
  private final Pause pause;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  private Optional<Token> token = Optional.empty();

  /** Between an answer that asks to wait and the next attempt. */
  @FunctionalInterface
  interface Pause {
    void of(Duration wait) throws InterruptedException;
  }

  private record Token(Secret value, Instant expires) {}

  private record Answer(int status, Optional<Duration> retryAfter, JsonNode body) {

    String code() {
      return body.at("/error/code").asString("");
    }
  }

  GraphClient(Checked settings, JsonMapper json, Clock clock) {
    this(settings, json, clock, REQUEST_TIMEOUT, Thread::sleep);
  }

  /**
   * @param patience until an answer has come wholly, its body included
   */
  GraphClient(Checked settings, JsonMapper json, Clock clock, Duration patience, Pause pause) {
    this.settings = settings;
    this.json = json;
    this.clock = clock;
    this.patience = patience;
    this.pause = pause;
  }

  /** The address of a path of Microsoft Graph. */
  String at(String path) {
    return settings.graph().resolve("/v1.0" + path).toString();
  }

  /**
   * @param address as {@link #at} made it, or a link out of an earlier answer
   */
  JsonNode get(String address) throws SourceUnavailable, ResyncRequired {
    var answer = ask(HttpRequest.newBuilder(own(address)).GET());
    if (answer.status() == 410 || RESYNC.contains(answer.code().toLowerCase(Locale.ROOT))) {
      throw new ResyncRequired("Microsoft Graph cannot go on from here: " + answer.code());
    }
    return success(answer, address);
  }

  /**
   * Several resources, by twenties in a batch.
   *
   * @return by path; empty where there is no such resource (any longer)
   */
  Map<String, Optional<JsonNode>> getAll(List<String> paths) throws SourceUnavailable {
    var found = new LinkedHashMap<String, Optional<JsonNode>>();
    for (var from = 0; from < paths.size(); from += BATCH) {
      var open = List.copyOf(paths.subList(from, Math.min(from + BATCH, paths.size())));
      for (var attempt = 1; !open.isEmpty(); attempt++) {
        var answers = batch(open);
        var wait = Duration.ZERO;
        for (var path : open) {
          var answer = Optional.ofNullable(answers.get(path)).orElseThrow(() -> unanswered(path));
          if (TRANSIENT.contains(answer.status())) {
            wait = longer(wait, patience(answer, attempt));
          } else {
            found.put(
                path,
                answer.status() == 404 ? Optional.empty() : Optional.of(success(answer, path)));
          }
        }
        open = open.stream().filter(it -> !found.containsKey(it)).toList();
        if (!open.isEmpty()) {
          sleep(wait);
        }
      }
    }
    return found;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Problem unanswered(String path) {
    return new Problem(
        Problem.Code.INVALID_REQUEST, "Microsoft Graph left %s in a batch out.".formatted(path));
  }

  private Map<String, Answer> batch(List<String> paths) throws SourceUnavailable {
    var body = json.createObjectNode();
    var requests = body.putArray("requests");
    for (var index = 0; index < paths.size(); index++) {
      requests
          .addObject()
          .put("id", String.valueOf(index))
          .put("method", "GET")
          .put("url", paths.get(index));
    }
    var address = at("/$batch");
    var answer =
        ask(
            HttpRequest.newBuilder(own(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    var answers = new LinkedHashMap<String, Answer>();
    for (var response : success(answer, address).path("responses")) {
      var index = response.path("id").asInt(-1);
      if (index >= 0 && index < paths.size()) {
        answers.put(
            paths.get(index),
            new Answer(
                response.path("status").asInt(0),
                seconds(response.at("/headers/Retry-After").asString("")),
                response.path("body")));
      }
    }
    return answers;
  }

  private Answer ask(HttpRequest.Builder request) throws SourceUnavailable {
    for (var attempt = 1; ; attempt++) {
      var answer = send(authorized(request));
      if (answer.status() == 401 && attempt == 1) {
        token = Optional.empty();
      } else if (TRANSIENT.contains(answer.status())) {
        sleep(patience(answer, attempt));
      } else {
        return answer;
      }
    }
  }

  private HttpRequest authorized(HttpRequest.Builder request) throws SourceUnavailable {
    return request
        .copy()
        .header("Authorization", "Bearer " + token().reveal())
        .header("Accept", "application/json")
        .build();
  }

  /** Immediate retries would count against the limit as well, so there are none. */
  private static Duration patience(Answer answer, int attempt) throws SourceUnavailable {
    var wait = answer.retryAfter().orElse(Duration.ofSeconds(1L << attempt));
    if (attempt >= ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new SourceUnavailable(
          "Microsoft Graph answers %d and asks to wait %d s; the next run goes on from here."
              .formatted(answer.status(), wait.toSeconds()),
          wait);
    }
    return wait;
  }

  private void sleep(Duration wait) throws SourceUnavailable {
    try {
      pause.of(wait);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Secret token() throws SourceUnavailable {
    var now = clock.instant();
    var valid = token.filter(it -> it.expires().isAfter(now));
    if (valid.isEmpty()) {
      valid = Optional.of(newToken(now));
      token = valid;
    }
    return valid.get().value();
  }

  /** RFC 6749 §4.4. */
  private Token newToken(Instant now) throws SourceUnavailable {
    var form =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", settings.clientId(),
            "client_secret", settings.clientSecret().reveal(),
            "scope", settings.graph().resolve("/.default").toString());
    var answer =
        send(
            HttpRequest.newBuilder(settings.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build());
    var value = answer.body().path("access_token").asString("");
    if (answer.status() != 200 || value.isEmpty()) {
      throw new SourceUnavailable(
          "The sign-in at %s gives no token: %d %s"
              .formatted(
                  settings.token().getHost(),
                  answer.status(),
                  answer.body().path("error").asString("")));
    }
    var lifetime = Duration.ofSeconds(answer.body().path("expires_in").asLong(0));
    return new Token(new Secret(value), now.plus(lifetime).minus(TOKEN_MARGIN));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private URI own(String address) {
    var uri = uri(address);
    var graph = settings.graph();
    if (!graph.getScheme().equals(uri.getScheme())
        || !graph.getAuthority().equals(uri.getAuthority())) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "Microsoft Graph links to %s, where our token does not belong.".formatted(uri.getHost()));
    }
    return uri;
  }

  private static URI uri(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException _) {
      throw new Problem(Problem.Code.INVALID_REQUEST, "Microsoft Graph links to no address.");
    }
  }

  private JsonNode success(Answer answer, String address) throws SourceUnavailable {
    if (answer.status() >= 200 && answer.status() < 300) {
      return answer.body();
    }
    throw new SourceUnavailable(
        "Microsoft Graph answers %d %s to %s%s"
            .formatted(
                answer.status(),
                answer.code(),
                uri(address).getPath(),
                answer.status() == 403
                    ? "; the application needs User.Read.All and GroupMember.Read.All."
                    : "."));
  }

  /** A request's own timeout ends with the headers, so the wait is bounded here. */
  private Answer send(HttpRequest request) throws SourceUnavailable {
    var exchange =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
    try {
      var response = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), retryAfter(response), body(response.body()));
    } catch (TimeoutException | ExecutionException | JacksonException e) {
      exchange.cancel(true);
      throw new SourceUnavailable(
          "%s does not answer, or not in time, in size or in JSON."
              .formatted(request.uri().getHost()),
          e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw interrupted(e);
    }
  }

  private JsonNode body(byte[] bytes) {
    return bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response.headers().firstValue("Retry-After").flatMap(GraphClient::seconds);
  }

  private static Optional<Duration> seconds(String text) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static SourceUnavailable interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SourceUnavailable("The server stops; the next run goes on from here.", e);
  }
}
