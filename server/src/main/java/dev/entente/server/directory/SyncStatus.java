package dev.entente.server.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a tenant's source stands.
 *
 * @param interval from the end of one run to the start of the next
 * @param maxAge when the last success is longer ago than this, decisions are refused
 * @param running present while a run is under way, or waits to be resumed
 * @param lastRun when the last run ended, well or not
 * @param lastSuccess when the state that holds was complete at its source; empty before the first
 * @param error why the last run failed; empty when it did not
 * @param current whether the last success is within {@code maxAge}
 */
public record SyncStatus(
    Owner owner,
    Duration interval,
    Duration maxAge,
    Optional<Running> running,
    Optional<Instant> lastRun,
    Optional<Instant> lastSuccess,
    Optional<Duration> age,
    Optional<String> error,
    boolean current,
    int people,
    int groups) {

  /**
   * A run that has begun.
   *
   * @param full whether it is a full load
   * @param changes how many changes were read so far
   */
  public record Running(Instant since, boolean full, int changes) {}
}
