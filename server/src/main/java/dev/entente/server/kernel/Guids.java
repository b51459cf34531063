package dev.entente.server.kernel;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Strict reading of GUIDs: {@link UUID#fromString} accepts {@code 1-1-1-1-1}. */
final class Guids {

  private static final Pattern CANONICAL =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Guids() {}

  static Optional<UUID> find(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  static UUID parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    "An id is a GUID such as 0b000000-0000-4000-8000-0000000000a1."));
  }
}
