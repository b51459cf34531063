package dev.entente.cli.api;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What came back, alone or inside a batch.
 *
 * @param retryAfter how long the server asks to wait
 */
public record Answer(
    int status, JsonNode body, Optional<Duration> retryAfter, Optional<String> etag) {

  /** Too many requests, or a server that is not there just now. */
  private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** 429 and 503 say "not done"; after a gateway's error nobody knows. */
  boolean saysNotDone() {
    return status == 429 || status == 503;
  }

  /** Microsoft Graph refuses one of two writers to a group by such a code. */
  public boolean isTransient() {
    return TRANSIENT.contains(status) || code().endsWith("ConcurrencyViolation");
  }

  /** The error's own words, or the status where there are none. */
  public String message() {
    var message = body.path("error").path("message").asString("");
    return message.isBlank() ? "The server answered with status %d.".formatted(status) : message;
  }

  public String code() {
    return body.path("error").path("code").asString("");
  }

  /** The refusal, for whoever gave the command. */
  public Trouble trouble(Call call) {
    var error = body.path("error");
    var inner = error.has("innerError") ? error.path("innerError") : error.path("innererror");
    var target = error.path("target").asString("");
    var request = inner.path("request-id").asString("");
    var where =
        call
            + (target.isEmpty() ? "" : ", " + target)
            + " (%d %s".formatted(status, code()).stripTrailing()
            + (request.isEmpty() ? ")" : ", request %s)".formatted(request));
    return new Trouble(exitCode(), message(), where, how());
  }

  private ExitCode exitCode() {
    return switch (status) {
      case 401 -> ExitCode.NOT_SIGNED_IN;
      case 429 -> ExitCode.UNREACHABLE;
      default -> status >= 500 ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
    };
  }

  private String how() {
    return switch (status) {
      case 401 -> "Sign in: entente login. With --token or ENTENTE_TOKEN, give one that holds.";
      case 403 -> "Sign in as somebody with the role, or ask an administrator.";
      case 412 -> "Somebody else saved meanwhile. Look again, then repeat the command.";
      case 429 ->
          retryAfter
              .map(it -> "Repeat the command in %d seconds.".formatted(it.toSeconds()))
              .orElse("Repeat the command later.");
      default -> status >= 500 ? "Repeat the command later; the server's log says more." : "";
    };
  }

  /** RFC 9110 §10.2.3: seconds, or a date. */
  static Optional<Duration> retryAfter(String header, Instant now) {
    try {
      return Optional.of(
          header.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (NumberFormatException | DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
