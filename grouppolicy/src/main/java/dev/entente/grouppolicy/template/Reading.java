package dev.entente.grouppolicy.template;

import java.util.List;
import java.util.Optional;

/**
 * A file that was read.
 *
 * @param template what it says; what has an error is left out of it, and there is none if nothing
 *     is left
 * @param findings at most 1,000 errors and 1,000 warnings, in the file's order
 */
public record Reading<T>(Optional<T> template, List<Finding> findings) {

  /** Copies the list. */
  public Reading {
    findings = List.copyOf(findings);
  }

  /** Whether any finding is an error. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
