package dev.entente.server.network;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What a network said to a call with a member's token. */
public sealed interface Answer<T> {

  /** The data. */
  record Got<T>(T value) implements Answer<T> {}

  /** The network has nothing to give: no such member, or the member hides it. */
  record Nothing<T>() implements Answer<T> {}

  /** The network has not prepared this yet; ask later (LinkedIn: some domains take hours). */
  record NotYet<T>() implements Answer<T> {}

  /** This app's products do not include it, so it will not come whoever asks. */
  record NotOffered<T>() implements Answer<T> {}

  /** The token is no longer good. */
  record TokenEnded<T>(Ending ending) implements Answer<T> {}

  /** The network did not answer properly; nothing is known. */
  record Unreachable<T>(String cause, Optional<Duration> retryAfter) implements Answer<T> {}

  /** The same answer about something made of the value. */
  default <R> Answer<R> map(Function<? super T, ? extends R> mapping) {
    return then(value -> new Got<>(mapping.apply(value)));
  }

  /** What follows from the value; without one, the reason why there is none. */
  default <R> Answer<R> then(Function<? super T, ? extends Answer<R>> next) {
    return switch (this) {
      case Got<T>(var value) -> next.apply(value);
      case Nothing<T> _ -> new Nothing<>();
      case NotYet<T> _ -> new NotYet<>();
      case NotOffered<T> _ -> new NotOffered<>();
      case TokenEnded<T>(var ending) -> new TokenEnded<>(ending);
      case Unreachable<T>(var cause, var retryAfter) -> new Unreachable<>(cause, retryAfter);
    };
  }

  /** How a token came to its end. */
  enum Ending {
    EXPIRED,
    REMOVED_BY_MEMBER,
    INVALID
  }
}
