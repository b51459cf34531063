package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How large a body may be, declared or not, before anybody reads it into memory. Two doors have
 * bounds of their own: SCIM, which refuses in other words, and the operator's files.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyLimit extends OncePerRequestFilter {

  /** In bytes. */
  static final int MAX = 10_000_000;

  private final Errors errors;

  BodyLimit(Errors errors) {
    this.errors = errors;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.startsWith("/scim/") || (path.startsWith("/operator/") && isFiles(request));
  }

  private static boolean isFiles(HttpServletRequest request) {
    return Optional.ofNullable(request.getContentType())
        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE))
        .isPresent();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MAX) {
      errors.write(tooLarge(), request, response);
    } else if (isFiles(request) && request.getContentLengthLong() < 0) {
      errors.write(untold(), request, response);
    } else {
      chain.doFilter(new BoundedRequest(request, MAX), response);
    }
  }

  static Problem tooLarge() {
    return new Problem(
        Problem.Code.TOO_LARGE, "A body has at most %d bytes.".formatted(MAX), "body");
  }

  /** The container reads files by itself, past whoever counts (RFC 9110 §15.5.12). */
  private static Problem untold() {
    return new Problem(
        Problem.Code.LENGTH_REQUIRED,
        "Send files with a Content-Length, not chunked; at most %d bytes.".formatted(MAX),
        "Content-Length");
  }
}
