package dev.entente.cli.move;

import dev.entente.cli.move.UserList.Row;
import java.util.ArrayList;
import java.util.List;

/** What became of the rows so far: shown and counted. */
final class Tally {

  private final Progress progress;
  private final List<Failure> failures;
  private int added;
  private int alreadyMembers;
  private int duplicates;

  /**
   * @param users whose unreadable rows have failed, and whose duplicates count, from the start
   */
  Tally(UserList users, Progress progress) {
    this.progress = progress;
    this.failures = new ArrayList<>(users.unreadable());
    this.duplicates = users.duplicates();
  }

  void report(Row row, Outcome outcome) {
    switch (outcome) {
      case Outcome.Added _, Outcome.WouldBeAdded _ -> added++;
      case Outcome.AlreadyMember _ -> alreadyMembers++;
      case Outcome.Failed(var reason) ->
          failures.add(new Failure(row.line(), row.user().toString(), reason));
    }
    progress.row(row, outcome);
  }

  /** A row that means somebody whom an earlier one names otherwise. */
  void duplicate() {
    duplicates++;
  }

  Report total() {
    return new Report(added, alreadyMembers, duplicates, failures);
  }
}
