package dev.entente.server.network.linkedin;

import dev.entente.server.network.Answer;
import dev.entente.server.network.linkedin.Reply.Missing;
import dev.entente.server.network.linkedin.Reply.Received;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What LinkedIn's statuses and error bodies mean. */
final class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private final Clock clock;

  Answers(Clock clock) {
    this.clock = clock;
  }

  /** A 200 read as JSON of a shape, or what the refusal means. */
  <T> Answer<T> of(Reply reply, Class<T> shape) {
    return switch (reply) {
      case Received received when received.status() == 200 ->
          Json.read(received, shape)
              .<Answer<T>>map(Answer.Got::new)
              .orElseGet(() -> unreachable("the answer was not the expected JSON"));
      case Received received -> refusal(received);
      case Missing(var failure) -> unreachable(failure.words());
    };
  }

  <T> Answer<T> refusal(Received received) {
    return switch (received.status()) {
      case 401 -> tokenEnded(received);
      case 403 -> {
        log.warn("LinkedIn answered 403: the app lacks the product or scope for this call.");
        yield new Answer.NotOffered<>();
      }
      case 404 -> new Answer.Nothing<>();
      case 426 -> {
        log.error(
            "LinkedIn answered 426: version {} of the API is gone, or the app lacks the product.",
            Snapshots.VERSION);
        yield new Answer.NotOffered<>();
      }
      case 429 ->
          new Answer.Unreachable<>(
              "LinkedIn's rate limit is used up", RetryAfter.of(received, clock.instant()));
      default ->
          new Answer.Unreachable<>(
              "LinkedIn answered " + received.status(), RetryAfter.of(received, clock.instant()));
    };
  }

  static <T> Answer<T> unreachable(String cause) {
    return new Answer.Unreachable<>(cause, Optional.empty());
  }

  /** A 401 that is not LinkedIn's own (a proxy's, in JSON or not) says nothing about the token. */
  private static <T> Answer<T> tokenEnded(Received received) {
    return Json.read(received, ErrorBody.class)
        .filter(ErrorBody::isLinkedIns)
        .<Answer<T>>map(error -> new Answer.TokenEnded<>(error.ending()))
        .orElseGet(() -> unreachable("401 without LinkedIn's error body"));
  }

  /** LinkedIn's flat error body. */
  private record ErrorBody(@Nullable Integer serviceErrorCode, @Nullable String code) {

    private static final int REVOKED = 65601;
    private static final int EXPIRED = 65602;

    boolean isLinkedIns() {
      return serviceErrorCode != null || code != null;
    }

    Answer.Ending ending() {
      if (is(REVOKED, "REVOKED_ACCESS_TOKEN")) {
        return Answer.Ending.REMOVED_BY_MEMBER;
      }
      return is(EXPIRED, "EXPIRED_ACCESS_TOKEN") ? Answer.Ending.EXPIRED : Answer.Ending.INVALID;
    }

    private boolean is(int number, String name) {
      return serviceErrorCode == null ? name.equals(code) : serviceErrorCode == number;
    }
  }
}
