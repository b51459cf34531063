package dev.entente.server.tenant;

import java.util.Base64;

/**
 * A secret as custody sealed it. A tenant is read at every decision and its secret is needed only
 * to sign in: {@link Tenants#clientSecret} opens it there, and one that cannot be opened harms
 * nothing else.
 */
public record SealedSecret(String base64) {

  static SealedSecret of(byte[] sealed) {
    return new SealedSecret(Base64.getEncoder().encodeToString(sealed));
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public String toString() {
    return "SealedSecret[redacted]";
  }
}
