package dev.entente.sandbox;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Bodies for the sandbox's own switches that cannot be read. */
@RestControllerAdvice
class UnreadableRequests {

  @ExceptionHandler
  ResponseEntity<Map<String, String>> refuse(HttpMessageNotReadableException failure) {
    return ResponseEntity.badRequest().body(Map.of("message", message(failure.getCause())));
  }

  private static String message(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          "There is no field '%s'. There are: %s."
              .formatted(
                  unknown.getPropertyName(),
                  unknown.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", ")));
      case StreamReadException broken ->
          "The body is not JSON: %s %s.".formatted(broken.getOriginalMessage(), place(broken));
      case JacksonException wrong when !wrong.getPath().isEmpty() ->
          "'%s' cannot have this value %s; docs/sandbox.md says which it can."
              .formatted(field(wrong), place(wrong));
      case null, default -> "The body has to be a JSON object; docs/sandbox.md says which.";
    };
  }

  private static String field(JacksonException wrong) {
    return wrong.getPath().stream()
        .map(it -> it.getPropertyName() == null ? "[" + it.getIndex() + "]" : it.getPropertyName())
        .collect(Collectors.joining("."));
  }

  private static String place(JacksonException failure) {
    var at = failure.getLocation();
    return "(line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }
}
