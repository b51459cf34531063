package dev.entente.server.connection;

import dev.entente.server.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values that are stored only as hashes. */
final class Fingerprints {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Fingerprints() {}

  /** 256 random bits, as text for a URL. */
  static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256, in hex. */
  static String of(String text) {
    return Sha256.hex(text);
  }
}
