package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every failure, told once: the Graph envelope on the API, a page that says what happened and what
 * to do everywhere else. Chosen by path, for a request that met no controller fails as well.
 */
@Controller
@ControllerAdvice
public class Errors implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private final JsonMapper json;
  private final Clock clock;

  Errors(JsonMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /** Whether callers of this path are programs. */
  public static boolean isApi(String path) {
    return path.startsWith("/v1.0/")
        || path.startsWith("/operator/")
        || path.startsWith("/scim/")
        || path.equals("/v1.0");
  }

  @ExceptionHandler
  Object handle(Exception exception, HttpServletRequest request) {
    var failure = Failure.of(exception);
    if (failure.isUnexpected()) {
      log.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
    } else if (failure.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      log.warn(
          "{} {} could not be served: {}",
          request.getMethod(),
          request.getRequestURI(),
          NestedExceptionUtils.getMostSpecificCause(exception).getMessage());
    }
    var headers =
        exception instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
    return answer(failure, request, request.getRequestURI(), headers);
  }

  /** What filters and the container refuse, and what fails in them. */
  @RequestMapping("/error")
  Object dispatched(HttpServletRequest request) {
    var failure =
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception exception
            ? Failure.of(exception)
            : Failure.of(statusOf(request));
    var path =
        Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
            .map(Object::toString)
            .orElse("");
    return answer(failure, request, path, HttpHeaders.EMPTY);
  }

  /** For filters in front of the API, which cannot leave the writing to Spring MVC. */
  public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var failure = Failure.of(problem);
    response.setStatus(failure.status());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    json.writeValue(response.getOutputStream(), GraphError.of(failure, request, clock.instant()));
  }

  private Object answer(
      Failure failure, HttpServletRequest request, String path, HttpHeaders headers) {
    return isApi(path)
        ? ResponseEntity.status(failure.status())
            .headers(headers)
            .contentType(MediaType.APPLICATION_JSON)
            .body(GraphError.of(failure, request, clock.instant()))
        : page(failure, request);
  }

  private static ModelAndView page(Failure failure, HttpServletRequest request) {
    var page =
        new ModelAndView(
            "web/error",
            Map.of(
                "message", failure.message(),
                "advice", adviceFor(failure),
                "unexpected", failure.isUnexpected(),
                "requestId", RequestId.of(request)));
    page.setStatus(HttpStatusCode.valueOf(failure.status()));
    return page;
  }

  /** The message key of what the person can do. */
  private static String adviceFor(Failure failure) {
    return switch (failure.status()) {
      case 401, 403, 404, 409, 412, 428, 503 -> "error.advice." + failure.status();
      default -> failure.isUnexpected() ? "error.advice.500" : "error.advice.400";
    };
  }

  private static int statusOf(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : 404;
  }
}
