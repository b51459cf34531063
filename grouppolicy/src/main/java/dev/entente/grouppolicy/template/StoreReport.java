package dev.entente.grouppolicy.template;

import java.util.List;
import java.util.Optional;

/**
 * What became of a plan. Whatever is said, every file of the store is as it was or as it was to
 * become.
 *
 * @param copied in this order
 * @param failure where it stopped
 * @param left what was to be copied and was not, the one that failed among them
 */
public record StoreReport(
    List<TemplateName> copied, Optional<Failure> failure, List<TemplateName> left) {

  /** Copies the lists. */
  public StoreReport {
    copied = List.copyOf(copied);
    left = List.copyOf(left);
  }

  /** A file that could not be copied, and what the store said. */
  public record Failure(TemplateName name, String said) {}
}
