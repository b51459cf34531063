package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.util.List;
import java.util.Optional;

/**
 * What copying templates into a store would do, file by file, texts before templates.
 *
 * @param missing texts of the store whose template is copied and which are none of the files: they
 *     stay, and are those of another edition of it
 * @param approved the files that somebody named as ones to copy though they are {@link
 *     Comparison#DIFFERENT}
 */
public record StorePlan(List<Step> steps, List<TemplateName> missing, List<TemplateName> approved) {

  /** Copies the lists. */
  public StorePlan {
    steps = List.copyOf(steps);
    missing = List.copyOf(missing);
    approved = List.copyOf(approved);
  }

  /** The files of which somebody has to say whether they are to be copied. */
  public List<TemplateName> unapproved() {
    return steps.stream()
        .filter(step -> step.comparison() == Comparison.DIFFERENT)
        .map(Step::name)
        .toList();
  }

  /**
   * Nobody but the administrator knows which of two files with one revision is right.
   *
   * @throws InvalidInput that names the first of {@link #unapproved()}
   */
  public void requireApproval() {
    var unapproved = unapproved();
    if (!unapproved.isEmpty()) {
      throw new InvalidInput(
          "The store has another content of the same revision%s, and nobody has approved to replace it."
              .formatted(
                  unapproved.size() == 1
                      ? ""
                      : ", here and in %d more files".formatted(unapproved.size() - 1)),
          new InFile(unapproved.get(0).toString()),
          "Compare the two and approve the file by its name, or leave its template out.");
    }
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
    /** The revision is the same and the content another; nothing is copied until it is approved. */
    DIFFERENT(false),
    /** As {@link #DIFFERENT}, and somebody said to copy it all the same; it is copied. */
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
