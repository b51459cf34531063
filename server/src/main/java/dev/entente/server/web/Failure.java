package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What the caller is told of an exception: nothing but what the caller can act on.
 *
 * @param code Microsoft Graph's
 * @param target the field, parameter or header at fault; may be empty
 */
record Failure(int status, String code, String message, String target) {

  static final int UNEXPECTED = 500;

  static Failure of(Problem problem) {
    return new Failure(
        problem.code().status(),
        problem.code().graphCode(),
        problem.message(),
        problem.target().orElse(""));
  }

  static Failure of(Exception exception) {
    return problemBehind(exception).map(it -> named(it, exception)).orElseGet(() -> own(exception));
  }

  /** What a bare status says, as when a filter refuses without an exception. */
  static Failure of(int status) {
    return switch (status) {
      case 401 -> of(new Problem(Problem.Code.UNAUTHENTICATED, "Sign in to go on."));
      case 403 ->
          of(new Problem(Problem.Code.FORBIDDEN, "This is not for you, or the form was too old."));
      case 404 -> of(new Problem(Problem.Code.NOT_FOUND, "There is nothing at this address."));
      case 405 -> new Failure(405, "Request_MethodNotAllowed", "Not with this method.", "");
      case 406 ->
          new Failure(406, "Request_NotAcceptable", "This is answered in JSON only.", "Accept");
      case 413 -> new Failure(413, "Request_EntityTooLarge", "The request is too large.", "");
      case 415 ->
          new Failure(
              415, "Request_UnsupportedMediaType", "Not with this Content-Type.", "Content-Type");
      case 503 ->
          of(new Problem(Problem.Code.UNAVAILABLE, "The server is busy. Try again in a minute."));
      default -> status < UNEXPECTED ? refused(status) : unexpected();
    };
  }

  private static Failure refused(int status) {
    var problem = Problem.Code.INVALID_REQUEST;
    return new Failure(status, problem.graphCode(), "The request cannot be understood.", "");
  }

  private static Failure unexpected() {
    return new Failure(
        UNEXPECTED,
        "InternalServerError",
        "Something went wrong here. The operator finds the cause by the request id.",
        "");
  }

  boolean isUnexpected() {
    return status >= UNEXPECTED && status != HttpStatus.SERVICE_UNAVAILABLE.value();
  }

  private static Optional<Problem> problemBehind(Throwable exception) {
    for (Throwable it = exception; it != null; it = it.getCause()) {
      if (it instanceof Problem problem) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }

  /** A value type refused its text; the framework's exception around it knows the field. */
  private static Failure named(Problem problem, Exception around) {
    var plain = of(problem);
    return plain.target().isEmpty()
        ? new Failure(plain.status(), plain.code(), plain.message(), fieldOf(around))
        : plain;
  }

  private static String fieldOf(Exception exception) {
    return switch (exception) {
      case MethodArgumentTypeMismatchException mismatch -> mismatch.getName();
      case HttpMessageNotReadableException unreadable
          when unreadable.getCause() instanceof JacksonException json ->
          pathOf(json);
      default -> "";
    };
  }

  private static Failure own(Exception exception) {
    return switch (exception) {
      case BindException invalid -> fieldErrors(invalid.getBindingResult());
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case MethodArgumentTypeMismatchException mismatch ->
          invalid(mismatch.getName(), expected(mismatch));
      case MissingServletRequestParameterException missing ->
          invalid(missing.getParameterName(), "is required");
      case MissingRequestHeaderException missing -> invalid(missing.getHeaderName(), "is required");
      case ServletRequestBindingException _ -> refused(HttpStatus.BAD_REQUEST.value());
      case MultipartException _ -> refused(HttpStatus.BAD_REQUEST.value());
      case HttpRequestMethodNotSupportedException method -> method(method);
      case HttpMediaTypeNotSupportedException type ->
          new Failure(
              415,
              of(415).code(),
              "Send one of: "
                  + type.getSupportedMediaTypes().stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(", ")),
              "Content-Type");
      case CannotCreateTransactionException _, DataAccessResourceFailureException _ ->
          of(
              new Problem(
                  Problem.Code.UNAVAILABLE, "The database does not answer. Try again soon."));
      case ErrorResponse other -> of(other.getStatusCode().value());
      default -> unexpected();
    };
  }

  private static Failure invalid(String target, String rule) {
    var code = Problem.Code.INVALID_REQUEST;
    return new Failure(code.status(), code.graphCode(), target + ": " + rule + ".", target);
  }

  private static Failure fieldErrors(BindingResult result) {
    return result.getFieldErrors().stream()
        .map(FieldError::getField)
        .sorted()
        .findFirst()
        .map(it -> invalid(it, "has the wrong form"))
        .orElseGet(() -> refused(HttpStatus.BAD_REQUEST.value()));
  }

  private static String expected(TypeMismatchException mismatch) {
    var type = mismatch.getRequiredType();
    return type == null ? "has the wrong form" : expected(type);
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "must be one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "must be a number";
    }
    return CharSequence.class.isAssignableFrom(type) ? "must be text" : "has the wrong form";
  }

  private static Failure unreadable(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          invalid(pathOf(unknown), "there is no such property");
      case InvalidNullException absent ->
          invalid(pathOf(absent), "must not be null; leave it out to keep it as it is");
      case InvalidFormatException format -> invalid(pathOf(format), expected(format));
      case MismatchedInputException mismatch -> invalid(pathOf(mismatch), expected(mismatch));
      case StreamReadException malformed ->
          invalid(
              "body",
              "is not valid JSON at line %d, column %d"
                  .formatted(
                      malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr()));
      case JacksonException other -> invalid(pathOf(other), "has the wrong form");
      case null, default -> invalid("body", "is required, as JSON");
    };
  }

  private static String expected(MismatchedInputException mismatch) {
    var type = mismatch.getTargetType();
    return type == null ? "has the wrong form" : expected(type);
  }

  /** {@code group.id}, {@code users[2].name}; {@code body} for the body as a whole. */
  private static String pathOf(JacksonException exception) {
    var path = new StringBuilder();
    for (var step : exception.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static Failure method(HttpRequestMethodNotSupportedException exception) {
    var supported = exception.getSupportedMethods();
    return new Failure(
        405,
        of(405).code(),
        supported == null
            ? of(405).message()
            : "Not with %s, but with %s."
                .formatted(exception.getMethod(), String.join(", ", supported)),
        "");
  }
}
