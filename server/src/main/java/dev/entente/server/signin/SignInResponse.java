package dev.entente.server.signin;

import dev.entente.server.signin.SignInRefused.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the browser brings back from a provider. RFC 6749 §4.1.2 and §4.1.2.1, RFC 9207 §2.
 *
 * <p>A parameter that comes twice counts as absent (RFC 6749 §3.1).
 */
record SignInResponse(
    @Nullable String code, @Nullable String state, @Nullable String error, @Nullable String iss) {

  static SignInResponse of(HttpServletRequest request) {
    return new SignInResponse(
        single(request, "code"),
        single(request, "state"),
        single(request, "error"),
        single(request, "iss"));
  }

  private static @Nullable String single(HttpServletRequest request, String name) {
    var values = request.getParameterValues(name);
    return values != null && values.length == 1 && !values[0].isEmpty() ? values[0] : null;
  }

  /** The code, once every check has passed. The order is the specifications'. */
  String codeFor(PendingSignIn pending, WorkProvider provider) {
    if (!cameFrom(pending, provider)) {
      throw new SignInRefused(Reason.ISSUER_MISMATCH); // RFC 9207 §2.4
    }
    if (error != null) {
      throw new SignInRefused(
          error.equals("access_denied") ? Reason.CANCELLED : Reason.REFUSED_BY_PROVIDER);
    }
    return Optional.ofNullable(code)
        .orElseThrow(() -> new SignInRefused(Reason.REFUSED_BY_PROVIDER));
  }

  private boolean cameFrom(PendingSignIn pending, WorkProvider provider) {
    return pending.issuer().equals(provider.issuer())
        && (iss == null ? !provider.sendsIss() : iss.equals(pending.issuer()));
  }
}
