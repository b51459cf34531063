package dev.entente.server.network.linkedin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that members wrote: bounded, without control characters and without the marks that turn the
 * direction of the text around it.
 */
final class UntrustedText {

  private static final int MAX_LENGTH = 4_000;
  private static final Pattern UNWANTED =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}&&[^\\n\\t]]|[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  private UntrustedText() {}

  /** The text as it may be shown; empty when nothing of it remains. */
  static Optional<String> of(@Nullable String text) {
    return text == null ? Optional.empty() : Optional.of(cleaned(text)).filter(it -> !it.isEmpty());
  }

  static String cleaned(String text) {
    var whole = UNWANTED.matcher(text).replaceAll("").strip();
    if (whole.length() <= MAX_LENGTH) {
      return whole;
    }
    var end = Character.isHighSurrogate(whole.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return whole.substring(0, end);
  }

  /** A link to a page: only http or https, to a host. */
  static Optional<URI> link(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      var uri = new URI(text.strip());
      var web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
