package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What binds a code to the request it was asked for: PKCE's verifier and the nonce. Both are drawn
 * from the request's single-use {@code state} with the client secret, so nothing has to be kept
 * between the request and the callback, and whoever sees the state still knows neither.
 */
final class RequestBinding {

  private final Secret clientSecret;

  RequestBinding(Secret clientSecret) {
    this.clientSecret = clientSecret;
  }

  /** RFC 7636 §4.1: 43 characters of the unreserved set. */
  String codeVerifier(String state) {
    return base64Url(drawn("code_verifier", state));
  }

  /** RFC 7636 §4.2, method S256. */
  String codeChallenge(String state) {
    return base64Url(Sha256.of(codeVerifier(state)));
  }

  /** OpenID Connect Core §3.1.2.1. */
  String nonce(String state) {
    return base64Url(drawn("nonce", state));
  }

  private byte[] drawn(String purpose, String state) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(clientSecret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal((purpose + "\n" + state).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC with SHA-256 is missing.", e);
    }
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
