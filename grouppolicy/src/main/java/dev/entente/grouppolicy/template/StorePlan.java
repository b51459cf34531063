package dev.entente.grouppolicy.template;

import java.util.List;
import java.util.Optional;

/** What copying templates into a store would do, file by file, texts before templates. */
public record StorePlan(List<Step> steps) {

  /** Copies the list. */
  public StorePlan {
    steps = List.copyOf(steps);
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
      Optional<String> storedDigest) {}

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
    /** The store's cannot be read and stays. */
    UNREADABLE(false),
    /** Texts whose template in the store is another and stays. */
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
