package dev.entente.server.network.linkedin;

import java.time.Duration;

/**
 * The moment at which a call is given up, whatever it is doing. Monotonic: no clock change moves
 * it.
 */
record Deadline(long nanoTime) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, never less than zero. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
