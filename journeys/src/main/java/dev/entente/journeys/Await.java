package dev.entente.journeys;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition rather than for a time. */
final class Await {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /** Whether the condition came to hold in time. */
  static boolean within(Duration patience, BooleanSupplier condition) {
    var end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
