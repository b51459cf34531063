package dev.entente.cli.api;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Up to twenty calls in one request ({@code POST /$batch}). Their answers come in any order and
 * each is throttled by itself, so only those that were are sent again.
 */
public final class Batch {

  public static final int LIMIT = 20;

  static final String PATH = "/$batch";

  private final Api api;
  private final List<Call> calls;
  private final Map<Integer, Answer> answers = new TreeMap<>();

  private Batch(Api api, List<Call> calls) {
    this.api = api;
    this.calls = calls;
  }

  /** An answer for each call, in the calls' order. */
  public static List<Answer> send(Api api, List<Call> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    if (calls.size() > LIMIT) {
      throw new IllegalArgumentException("A batch holds %d calls.".formatted(LIMIT));
    }
    var batch = new Batch(api, List.copyOf(calls));
    return Patience.<Batch>until(Batch::isUnfinished, Batch::wantedWait)
        .executeSupplier(batch::sendOpenCalls)
        .inOrder();
  }

  private Batch sendOpenCalls() {
    var requests = Api.object();
    var list = requests.putArray("requests");
    IntStream.range(0, calls.size()).filter(this::isOpen).forEach(it -> add(it, list));
    var call = Call.post(PATH, requests);
    Map<String, JsonNode> responses = new HashMap<>();
    api.ask(call).path("responses").forEach(it -> responses.put(it.path("id").asString(""), it));
    IntStream.range(0, calls.size())
        .filter(this::isOpen)
        .forEach(
            it ->
                answers.put(
                    it,
                    Optional.ofNullable(responses.get(String.valueOf(it)))
                        .map(Batch::answer)
                        .orElseThrow(() -> unanswered(it, call))));
    return this;
  }

  private Trouble unanswered(int index, Call call) {
    return new Trouble(
        ExitCode.UNREACHABLE,
        "The batch came back without an answer to %s.".formatted(calls.get(index)),
        call.toString(),
        "Repeat the command.");
  }

  private boolean isOpen(int index) {
    var answer = answers.get(index);
    return answer == null || answer.isTransient();
  }

  private void add(int index, ArrayNode list) {
    var call = calls.get(index);
    var request = list.addObject();
    request.put("id", String.valueOf(index));
    request.put("method", call.method());
    request.put("url", call.path());
    call.body()
        .ifPresent(
            it -> {
              request.putObject("headers").put("Content-Type", "application/json");
              request.set("body", it);
            });
  }

  private static Answer answer(JsonNode response) {
    return new Answer(
        response.path("status").asInt(0),
        response.path("body"),
        retryAfter(response.path("headers")),
        Optional.empty());
  }

  private static Optional<Duration> retryAfter(JsonNode headers) {
    return headers.properties().stream()
        .filter(it -> it.getKey().equalsIgnoreCase("Retry-After"))
        .findFirst()
        .flatMap(it -> Answer.retryAfter(it.getValue().asString(""), Instant.now()));
  }

  private boolean isUnfinished() {
    return answers.values().stream().anyMatch(Answer::isTransient);
  }

  /** The longest that any of them asks for. */
  private Optional<Duration> wantedWait() {
    return answers.values().stream()
        .filter(Answer::isTransient)
        .flatMap(it -> it.retryAfter().stream())
        .max(Duration::compareTo);
  }

  private List<Answer> inOrder() {
    return new ArrayList<>(answers.values());
  }
}
