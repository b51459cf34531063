package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place;

/**
 * Something that is wrong in a template.
 *
 * @param what a sentence
 * @param mend a sentence that says how
 */
public record Finding(Severity severity, Place place, String what, String mend) {

  /** How wrong it is. */
  public enum Severity {
    /** The policy editor refuses it or shows something else, or it is not read here. */
    ERROR,
    /** It is against the published schema, and works. */
    WARNING
  }

  /** Whether it is an error. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    return place + ": " + (isError() ? "error: " : "warning: ") + what + " " + mend;
  }
}
