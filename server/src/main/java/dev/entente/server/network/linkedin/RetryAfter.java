package dev.entente.server.network.linkedin;

import dev.entente.server.network.linkedin.Reply.Received;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long LinkedIn wants to be left alone: seconds or a date (RFC 9110 §10.2.3). */
final class RetryAfter {

  private static final String NAME = "Retry-After";

  private RetryAfter() {}

  /** Empty when nothing is said, or nothing that makes sense. */
  static Optional<Duration> of(Received received, Instant now) {
    return received.headers().firstValue(NAME).flatMap(text -> delay(text, now));
  }

  static HttpHeaders header(Duration delay) {
    var seconds = delay.plusNanos(999_999_999).toSeconds();
    return HttpHeaders.of(Map.of(NAME, List.of(String.valueOf(seconds))), (_, _) -> true);
  }

  private static Optional<Duration> delay(String text, Instant now) {
    try {
      var delay =
          text.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
