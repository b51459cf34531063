package dev.entente.server.directory;

import java.util.List;

/**
 * One tenant's directory, where the organisation keeps it. Read by one thread at a time, outside
 * any transaction. Every implementation passes {@code DirectorySourceContract}.
 *
 * <p>Whoever comes, or comes back, may be named by groups that have not changed: an incremental run
 * that puts people or groups says those memberships as well.
 */
public interface DirectorySource extends AutoCloseable {

  /** Whose rows these are. */
  Owner owner();

  /**
   * Reads one page, of some thousand changes at most.
   *
   * @param from {@link Checkpoint#START}, or what an earlier page said, maybe before a restart
   * @throws SourceUnavailable the source does not answer; what was read so far is kept, and the
   *     next run goes on from there
   * @throws ResyncRequired the checkpoint is no longer good; what was read so far is dropped, and a
   *     full load begins
   * @throws dev.entente.server.kernel.Problem the source says something that cannot be; what was
   *     read in this run is dropped, and the last complete state stays
   */
  Page read(Checkpoint from) throws SourceUnavailable, ResyncRequired;

  /**
   * Of what the source may show less than there is and say nothing, as when rights were taken away:
   * a run that takes away much of it waits for somebody who accepts that.
   */
  default List<Part> mayConceal() {
    return List.of();
  }

  /** Ends connections that were held between pages. Called after each run. */
  @Override
  default void close() {}
}
