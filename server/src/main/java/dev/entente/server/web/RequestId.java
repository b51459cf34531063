package dev.entente.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names each request, in its response, its errors and the log, so that a caller's report can be
 * found again. Header names are Microsoft Graph's.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestId extends OncePerRequestFilter {

  static final String OURS = "request-id";
  static final String CLIENTS = "client-request-id";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9-]{1,64}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var id = UUID.randomUUID().toString();
    request.setAttribute(OURS, id);
    response.setHeader(OURS, id);
    clients(request).ifPresent(it -> response.setHeader(CLIENTS, it));
    try (var _ = MDC.putCloseable(OURS, id)) {
      chain.doFilter(request, response);
    }
  }

  static String of(HttpServletRequest request) {
    return request.getAttribute(OURS) instanceof String id ? id : "";
  }

  /** The caller's own name for the request, unless it could harm a log. */
  static Optional<String> clients(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(CLIENTS))
        .filter(it -> HARMLESS.matcher(it).matches());
  }
}
