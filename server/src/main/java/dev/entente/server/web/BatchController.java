package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import dev.entente.server.web.BatchBody.Item;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Microsoft Graph's JSON batching. Each request goes to its controller as the same caller, so it is
 * allowed or refused, and fails, as if it had come alone.
 */
@RestController
@Tag(name = "Batch")
class BatchController {

  private static final String BATCH = "/v1.0/$batch";
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final int FAILED = 400;

  private final ObjectProvider<DispatcherServlet> dispatcher;
  private final JsonMapper json;
  private final Clock clock;

  /**
   * @param dispatcher which is made after the controllers
   */
  BatchController(ObjectProvider<DispatcherServlet> dispatcher, JsonMapper json, Clock clock) {
    this.dispatcher = dispatcher;
    this.json = json;
    this.clock = clock;
  }

  /** In the order in which the requests were carried out. */
  record Answers(List<Answer> responses) {}

  /** What one request would have been answered, had it come alone. */
  record Answer(String id, int status, Map<String, String> headers, Optional<JsonNode> body) {}

  @Operation(summary = "Carries out up to 20 requests, each answered with a status of its own")
  @PostMapping(BATCH)
  Answers all(
      @RequestBody BatchBody batch, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    var answers = new ArrayList<Answer>();
    var failed = new HashSet<String>();
    for (var item : batch.inOrder()) {
      var answer =
          item.dependencies().stream().anyMatch(failed::contains)
              ? refused(item, failedDependency(), request)
              : answer(item, request, response);
      if (answer.status() >= FAILED) {
        failed.add(item.key());
      }
      answers.add(answer);
    }
    return new Answers(answers);
  }

  private Answer answer(Item item, HttpServletRequest outer, HttpServletResponse outerResponse)
      throws ServletException, IOException {
    try {
      var request = request(item, outer);
      var response = new BatchedResponse(outerResponse);
      dispatcher.getObject().service(request, response);
      return new Answer(
          item.id().orElseThrow(), response.getStatus(), response.headers(), body(response));
    } catch (Problem problem) {
      return refused(item, Failure.of(problem), outer);
    }
  }

  private BatchedRequest request(Item item, HttpServletRequest outer) {
    var method = item.method().orElseThrow();
    if (!METHODS.contains(method)) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "method is one of GET, POST, PUT, PATCH, DELETE.",
          "method");
    }
    var request =
        new BatchedRequest(
            outer,
            method,
            item.url().orElseThrow(),
            item.headers().orElse(Map.of()),
            item.body().map(json::writeValueAsBytes).orElse(new byte[0]));
    if (request.isFor(BATCH)) {
      throw new Problem(Problem.Code.INVALID_REQUEST, "A batch cannot hold another batch.", "url");
    }
    if (item.body().isPresent() && request.getContentType() == null) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, "A body needs the header Content-Type.", "headers");
    }
    return request;
  }

  private Optional<JsonNode> body(BatchedResponse response) {
    var bytes = response.bytes();
    if (bytes.length == 0) {
      return Optional.empty();
    }
    var type = response.getContentType();
    return Optional.of(
        type != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type))
            ? json.readTree(bytes)
            : json.getNodeFactory().binaryNode(bytes));
  }

  private Answer refused(Item item, Failure failure, HttpServletRequest request) {
    return new Answer(
        item.id().orElseThrow(),
        failure.status(),
        Map.of(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE),
        Optional.of(json.valueToTree(GraphError.of(failure, request, clock.instant()))));
  }

  private static Failure failedDependency() {
    return new Failure(424, "FailedDependency", "A request that this one depends on failed.", "");
  }
}
