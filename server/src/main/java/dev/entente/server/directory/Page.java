package dev.entente.server.directory;

import java.util.List;

/**
 * One page of what a source says.
 *
 * @param changes may name members that come on a later page, or never: those do not count
 * @param next where to read on, after a restart too; on the last page, where the next run begins
 * @param last nothing more for now: everything read since the run began takes effect together
 * @param full the run is a full load: of this source's rows, what no page named has left. The same
 *     on every page of a run
 * @param passedOver what the page would say, too, if it made sense
 */
public record Page(
    List<DirectoryChange> changes,
    Checkpoint next,
    boolean last,
    boolean full,
    List<PassedOver> passedOver) {

  public Page {
    changes = List.copyOf(changes);
    passedOver = List.copyOf(passedOver);
  }

  public Page(List<DirectoryChange> changes, Checkpoint next, boolean last, boolean full) {
    this(changes, next, last, full, List.of());
  }
}
