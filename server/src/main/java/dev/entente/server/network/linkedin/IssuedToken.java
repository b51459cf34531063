package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of the token endpoint's answers is believed (RFC 6749 §5.1). */
final class IssuedToken {

  /** LinkedIn's live two months; beyond years it is no lifetime but a mistake. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  private IssuedToken() {}

  /** A token that a header can carry (RFC 6750 §2.1). */
  static Optional<Secret> accessToken(@Nullable String text) {
    return Optional.ofNullable(text).map(Secret::new).filter(IssuedToken::fitsAHeader);
  }

  static Optional<Duration> life(@Nullable Long seconds) {
    return Optional.ofNullable(seconds)
        .filter(it -> it > 0 && it <= LONGEST_LIFE.toSeconds())
        .map(Duration::ofSeconds);
  }

  /** Visible ASCII. */
  static boolean fitsAHeader(Secret token) {
    var text = token.reveal();
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
