package dev.entente.cli.move;

import java.util.Comparator;
import java.util.List;

/**
 * How a move ended.
 *
 * @param added or, in a dry run, would be
 * @param duplicates rows that name somebody whom an earlier row names
 * @param failures in the file's order
 */
public record Report(int added, int alreadyMembers, int duplicates, List<Failure> failures) {

  public Report {
    failures = failures.stream().sorted(Comparator.comparingLong(Failure::line)).toList();
  }
}
