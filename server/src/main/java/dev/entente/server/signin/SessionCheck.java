package dev.entente.server.signin;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import dev.entente.server.web.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of a person who has left or been disabled, and any session grown too old. */
final class SessionCheck extends OncePerRequestFilter {

  private final WorkAccounts accounts;
  private final WebSettings settings;
  private final Clock clock;

  SessionCheck(WorkAccounts accounts, WebSettings settings, Clock clock) {
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var session = request.getSession(false);
    if (session != null && isOver(session)) {
      session.invalidate();
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }

  // The session's very own context is meant: a bearer token that comes with a cookie has another,
  // which may well be equal.
  @SuppressWarnings("ReferenceEquality")
  private boolean isOver(HttpSession session) {
    var context = SecurityContextHolder.getContext();
    return session.getAttribute(SPRING_SECURITY_CONTEXT_KEY) == context
        && context.getAuthentication() instanceof SignedInAuthentication authentication
        && (isTooOld(session, authentication.getPrincipal())
            || !accounts.isEnabled(authentication.getPrincipal()));
  }

  private boolean isTooOld(HttpSession session, SignedIn person) {
    var ages = settings.session();
    var oldest =
        clock.instant().minus(person.roles().isEmpty() ? ages.absolute() : ages.withRole());
    return Instant.ofEpochMilli(session.getCreationTime()).isBefore(oldest);
  }
}
