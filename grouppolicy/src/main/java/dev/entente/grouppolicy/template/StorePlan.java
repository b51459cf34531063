package dev.entente.grouppolicy.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What copying templates into a store would do, file by file, texts before templates.
 *
 * @param missing texts of the store whose template is copied and which are none of the files: they
 *     stay, and are those of another edition of it
 */
public record StorePlan(List<Step> steps, List<TemplateName> missing) {

  /** Copies the lists. */
  public StorePlan {
    steps = List.copyOf(steps);
    missing = List.copyOf(missing);
  }

  /** The files that are copied because somebody said so. */
  Set<TemplateName> approved() {
    return steps.stream()
        .filter(step -> step.comparison() == Comparison.APPROVED)
        .map(Step::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether there is nothing to copy. */
  public boolean isDone() {
    return steps.stream().noneMatch(step -> step.comparison().copied());
  }

  /**
   * A file.
   *
   * @param name as the store writes it, if it has it
   * @param revision of the file that is copied
   * @param stored the revision of the file in the store, if there is one that can be read
   * @param storedDigest SHA-256 of the file in the store, in hexadecimal
   */
  public record Step(
      TemplateName name,
      Comparison comparison,
      Revision revision,
      Optional<Revision> stored,
      Optional<String> storedDigest) {

    Step as(Comparison other) {
      return new Step(name, other, revision, stored, storedDigest);
    }
  }

  /** How a file stands to the one in the store. */
  public enum Comparison {
    /** The store has none; it is copied. */
    NEW(true),
    /** The store's has a lower revision; it is copied. */
    NEWER(true),
    /** They are equal, byte for byte. */
    SAME(false),
    /** The store's has a higher revision and stays. */
    OLDER(false),
    /** The revision is the same and the content another; the store's stays. */
    DIFFERENT(false),
    /** As {@link #DIFFERENT}, and somebody said to copy it all the same. */
    APPROVED(true),
    /** The store's cannot be read and stays. */
    UNREADABLE(false),
    /** It would be copied, but another file of its template stays. */
    HELD_BACK(false);

    private final boolean copied;

    Comparison(boolean copied) {
      this.copied = copied;
    }

    /** Whether the file is copied. */
    public boolean copied() {
      return copied;
    }
  }
}
