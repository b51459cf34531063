package dev.entente.cli.api;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How long to go on asking: as long as the server says it wants us to wait, else a growing random
 * pause; eight times, and never longer than five minutes at once.
 */
final class Patience {

  private static final int ATTEMPTS = 8;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialRandomBackoff(
          Duration.ofMillis(500), 2, 0.5, Duration.ofSeconds(60));

  private Patience() {}

  /** A connection that breaks may be a moment's trouble; one that never comes is told soon. */
  static Retry withBrokenConnections() {
    return Retry.of(
        "connection",
        RetryConfig.custom()
            .maxAttempts(3)
            .retryOnException(UncheckedIOException.class::isInstance)
            .intervalFunction(PAUSES)
            .build());
  }

  static <T> Retry until(Predicate<T> isUnfinished, Function<T, Optional<Duration>> wanted) {
    return Retry.of(
        "api",
        RetryConfig.<T>custom()
            .maxAttempts(ATTEMPTS)
            .retryOnResult(it -> isUnfinished.test(it) && isBearable(wanted.apply(it)))
            .retryOnException(_ -> false)
            .intervalBiFunction(
                (attempt, outcome) ->
                    wanted
                        .apply(outcome.get())
                        .map(it -> Math.max(it.toMillis(), 1))
                        .orElseGet(() -> PAUSES.apply(attempt)))
            .build());
  }

  /** Asking sooner than told would count against us, so a long wait is left to the caller. */
  private static boolean isBearable(Optional<Duration> wait) {
    return wait.filter(it -> it.compareTo(LONGEST_WAIT) > 0).isEmpty();
  }
}
