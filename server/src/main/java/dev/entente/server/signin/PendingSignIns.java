package dev.entente.server.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.entente.server.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The sign-ins that have begun, each taken once. They are bound to their browser by a cookie of
 * their own and not by a session: whoever begins one is unknown, and may begin without end.
 */
@Component
class PendingSignIns {

  static final int MOST = 10_000;

  private static final int COOKIE_BYTES = 24;
  private static final int COOKIE_LENGTH = COOKIE_BYTES / 3 * 4;

  private final SecureRandom random = new SecureRandom();
  private final Cache<Key, PendingSignIn> pending =
      Caffeine.newBuilder()
          .expireAfterWrite(PendingSignIn.LIFETIME)
          .maximumSize(MOST)
          .executor(Runnable::run)
          .build();
  private final boolean secure;
  private final String cookieName;

  /** People sign in from several tabs: one browser, several states. */
  private record Key(String browser, String state) {}

  PendingSignIns(WebSettings settings) {
    this.secure = settings.secure();
    this.cookieName = secure ? "__Host-entente-signin" : "entente-signin";
  }

  void add(
      String state, PendingSignIn begun, HttpServletRequest request, HttpServletResponse response) {
    var browser = browser(request).orElseGet(this::newBrowser);
    pending.put(new Key(browser, state), begun);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(browser).toString());
  }

  Optional<PendingSignIn> take(@Nullable String state, HttpServletRequest request) {
    return state == null
        ? Optional.empty()
        : browser(request)
            .map(it -> new Key(it, state))
            .flatMap(it -> Optional.ofNullable(pending.asMap().remove(it)));
  }

  long size() {
    return pending.estimatedSize();
  }

  private Optional<String> browser(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, cookieName))
        .map(it -> it.getValue())
        .filter(it -> it.length() == COOKIE_LENGTH);
  }

  private String newBrowser() {
    var bytes = new byte[COOKIE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private ResponseCookie cookie(String browser) {
    return ResponseCookie.from(cookieName, browser)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .maxAge(PendingSignIn.LIFETIME)
        .build();
  }
}
