package dev.entente.server.signin;

import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.web.Errors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** The operator API answers to the operator's token alone. */
final class OperatorGate extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final @Nullable Secret token;
  private final Errors errors;

  OperatorGate(OperatorSettings settings, Errors errors) {
    this.token = settings.token();
    this.errors = errors;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (token == null || token.reveal().isEmpty()) {
      refuse(
          Problem.Code.FORBIDDEN,
          "Closed: set entente.operator.token to open it.",
          request,
          response);
    } else if (presented(request).filter(token::equals).isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"operator\"");
      refuse(Problem.Code.UNAUTHENTICATED, "Send the operator's token.", request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Optional<Secret> presented(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(it -> it.startsWith(SCHEME))
        .map(it -> new Secret(it.substring(SCHEME.length())));
  }

  private void refuse(
      Problem.Code code, String message, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    errors.write(new Problem(code, message), request, response);
  }
}
