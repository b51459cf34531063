package dev.entente.server.signin;

import dev.entente.server.custody.Custody;
import dev.entente.server.custody.SealBroken;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.Sha256;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.web.WebSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sign-ins that have begun. The server keeps none of them, for whoever begins one is unknown
 * and may begin without end: each travels with its browser, in a cookie of its own that is sealed
 * for its tenant and state.
 *
 * <p>An answer counts once even so. The cookie goes with the first answer, good or bad. Whoever
 * kept a copy of both brings a code that the provider takes once (RFC 6749 §4.1.2), and no other
 * code goes with this verifier and nonce (RFC 9700 §4.5.3). The state has to bind the answer to the
 * browser that asked (§4.7.1), which the cookie does.
 */
@Component
class PendingSignIns {

  /** Tabs of one browser: more cookies would make its requests too large for servers. */
  static final int MOST = 3;

  private final Custody custody;
  private final JsonMapper json;
  private final boolean secure;
  private final String prefix;

  PendingSignIns(Custody custody, JsonMapper json, WebSettings settings) {
    this.custody = custody;
    this.json = json;
    this.secure = settings.secure();
    this.prefix = secure ? "__Host-entente-signin-" : "entente-signin-";
  }

  void add(
      TenantId tenant,
      PendingSignIn begun,
      HttpServletRequest request,
      HttpServletResponse response) {
    tooMany(request).forEach(it -> remove(it, response));
    var sealed =
        custody.seal(tenant, purpose(begun.state()), new Secret(json.writeValueAsString(begun)));
    var value = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    set(name(begun.state()), value, PendingSignIn.LIFETIME, response);
  }

  /** The sign-in that this browser began with the state; it is gone from there with the answer. */
  Optional<PendingSignIn> take(
      TenantId tenant,
      @Nullable String state,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (state == null) {
      return Optional.empty();
    }
    var cookie = Optional.ofNullable(WebUtils.getCookie(request, name(state)));
    cookie.ifPresent(it -> remove(it.getName(), response));
    return cookie.flatMap(it -> open(tenant, state, it.getValue()));
  }

  private Optional<PendingSignIn> open(TenantId tenant, String state, String value) {
    try {
      var sealed = Base64.getUrlDecoder().decode(value);
      var text = custody.open(tenant, purpose(state), sealed).reveal();
      return Optional.of(json.readValue(text, PendingSignIn.class));
    } catch (IllegalArgumentException | SealBroken e) {
      return Optional.empty();
    }
  }

  /** Those that make way for one more; browsers send the oldest first (RFC 6265 §5.4). */
  private List<String> tooMany(HttpServletRequest request) {
    var pending =
        Stream.ofNullable(request.getCookies())
            .flatMap(Arrays::stream)
            .map(Cookie::getName)
            .filter(it -> it.startsWith(prefix))
            .toList();
    return pending.subList(0, Math.max(0, pending.size() - MOST + 1));
  }

  private static String purpose(String state) {
    return "sign-in/" + state;
  }

  /** Found by the state that comes back, and without telling it. */
  private String name(String state) {
    return prefix + HexFormat.of().formatHex(Sha256.of(state), 0, 8);
  }

  private void remove(String name, HttpServletResponse response) {
    set(name, "", Duration.ZERO, response);
  }

  private void set(String name, String value, Duration age, HttpServletResponse response) {
    var cookie =
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(true)
            .secure(secure)
            .sameSite("Lax")
            .maxAge(age)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
