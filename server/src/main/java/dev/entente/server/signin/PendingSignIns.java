package dev.entente.server.signin;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * The sign-ins that one browser has begun, by their state: several, for people sign in from several
 * tabs, and few, for a browser may begin without end. Each is taken once.
 */
final class PendingSignIns implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String ATTRIBUTE = PendingSignIns.class.getName();
  private static final int MOST = 8;

  private final LinkedHashMap<String, PendingSignIn> byState = new LinkedHashMap<>();

  static void add(HttpSession session, PendingSignIn pending) {
    synchronized (WebUtils.getSessionMutex(session)) {
      var all = of(session);
      all.byState.put(pending.request().getState(), pending);
      if (all.byState.size() > MOST) {
        all.byState.pollFirstEntry();
      }
      session.setAttribute(ATTRIBUTE, all);
    }
  }

  static Optional<PendingSignIn> take(@Nullable HttpSession session, @Nullable String state) {
    if (session == null || state == null) {
      return Optional.empty();
    }
    synchronized (WebUtils.getSessionMutex(session)) {
      var all = of(session);
      var taken = Optional.ofNullable(all.byState.remove(state));
      session.setAttribute(ATTRIBUTE, all);
      return taken;
    }
  }

  /** The other tabs' sign-ins outlive the session that this one replaces. */
  static void carryOver(PendingSignIns pending, HttpSession to) {
    to.setAttribute(ATTRIBUTE, pending);
  }

  static PendingSignIns of(HttpSession session) {
    return session.getAttribute(ATTRIBUTE) instanceof PendingSignIns all
        ? all
        : new PendingSignIns();
  }
}
