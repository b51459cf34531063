package dev.entente.server.signin;

import dev.entente.server.web.SignedIn;
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

  private boolean isOver(HttpSession session) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getPrincipal() instanceof SignedIn person
        && (isTooOld(session) || !accounts.isEnabled(person));
  }

  private boolean isTooOld(HttpSession session) {
    var oldest = clock.instant().minus(settings.session().absolute());
    return Instant.ofEpochMilli(session.getCreationTime()).isBefore(oldest);
  }
}
