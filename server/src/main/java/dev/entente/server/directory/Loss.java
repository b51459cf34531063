package dev.entente.server.directory;

import dev.entente.server.directory.DirectoryDelta.Count;

/** What a run takes away of a part of the directory. */
public record Loss(Part part, int lost, int before) {

  /** So many may go without ado, whatever there was. */
  static final int HANDFUL = 10;

  /** Of more than a handful a fifth. */
  private static final int SHARE = 5;

  /**
   * @param after how many there are now
   */
  static Loss of(Part part, Count count, int after) {
    return new Loss(part, count.removed(), after - count.added() + count.removed());
  }

  /** Like those of a wrong base or filter, or of rights that were taken away. */
  boolean isSuspicious() {
    return lost > HANDFUL && lost > before / SHARE;
  }

  /** {@code 12 of 40 groups}. */
  @Override
  public String toString() {
    return "%d of %d %s".formatted(lost, before, part.label());
  }
}
