package dev.entente.server.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a tenant's source stands.
 *
 * @param interval from the end of one run to the start of the next; empty for one that pushes
 * @param maxAge when the last success is longer ago than this, decisions are refused
 * @param running present while a run is under way, or waits to be resumed
 * @param notBefore until when the source asked to be left alone; empty when it did not or that is
 *     over
 * @param lastRun when the last run ended, well or not
 * @param lastSuccess when the state that holds was complete at its source; empty before the first
 * @param error why the last run failed; empty when it did not
 * @param lossesRefused whether it failed because many people or groups were gone, which somebody
 *     may accept
 * @param current whether the last success is within {@code maxAge}
 * @param passedOverCount entries that were passed over by the last full load and since
 * @param passedOver the first few of them
 */
public record SyncStatus(
    Owner owner,
    Optional<Duration> interval,
    Duration maxAge,
    Optional<Running> running,
    Optional<Instant> notBefore,
    Optional<Instant> lastRun,
    Optional<Instant> lastSuccess,
    Optional<Duration> age,
    Optional<String> error,
    boolean lossesRefused,
    boolean current,
    int people,
    int groups,
    int passedOverCount,
    List<PassedOver> passedOver) {

  public SyncStatus {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * A run that has begun.
   *
   * @param full whether it is a full load
   * @param changes how many changes were read so far
   */
  public record Running(Instant since, boolean full, int changes) {}
}
