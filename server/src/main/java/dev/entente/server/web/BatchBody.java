package dev.entente.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.entente.server.kernel.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is sent to {@code $batch}: requests with ids of the caller's choice. */
record BatchBody(@JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Item> requests) {

  private static final int LIMIT = 20;

  /**
   * One request.
   *
   * @param id in any case
   * @param url relative to {@code /v1.0}
   * @param dependsOn ids of those that have to succeed first
   */
  record Item(
      Optional<String> id,
      Optional<String> method,
      Optional<String> url,
      Optional<Map<String, String>> headers,
      @JsonProperty("body") Optional<JsonNode> bodyOrNull,
      @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> dependsOn) {

    String key() {
      return key(id.orElse(""));
    }

    Optional<JsonNode> body() {
      return bodyOrNull.filter(it -> !it.isNull());
    }

    List<String> dependencies() {
      return dependsOn == null ? List.of() : dependsOn.stream().map(Item::key).toList();
    }

    private static String key(String id) {
      return id.toLowerCase(Locale.ROOT);
    }

    private void requireComplete() {
      if (id.filter(it -> !it.isBlank()).isEmpty() || method.isEmpty() || url.isEmpty()) {
        throw fault("needs an id, a method and a url each");
      }
    }
  }

  /**
   * The requests, each behind those that it depends on.
   *
   * @throws Problem INVALID_REQUEST when the batch as a whole makes no sense
   */
  List<Item> inOrder() {
    var waiting = new ArrayList<>(requests == null ? List.of() : requests);
    if (waiting.isEmpty() || waiting.size() > LIMIT) {
      throw fault("takes 1 to %d requests".formatted(LIMIT));
    }
    waiting.forEach(Item::requireComplete);
    if (waiting.stream().map(Item::key).distinct().count() < waiting.size()) {
      throw fault("has an id twice");
    }
    var ordered = new ArrayList<Item>();
    var done = new HashSet<String>();
    while (!waiting.isEmpty()) {
      var ready = firstReady(waiting, done);
      waiting.remove(ready);
      ordered.add(ready);
      done.add(ready.key());
    }
    return ordered;
  }

  private static Item firstReady(List<Item> waiting, Set<String> done) {
    return waiting.stream()
        .filter(it -> done.containsAll(it.dependencies()))
        .findFirst()
        .orElseThrow(() -> fault("has dependsOn that name no request, or one another"));
  }

  private static Problem fault(String what) {
    return new Problem(Problem.Code.INVALID_REQUEST, "requests %s.".formatted(what), "requests");
  }
}
