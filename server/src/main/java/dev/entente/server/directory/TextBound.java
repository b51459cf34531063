package dev.entente.server.directory;

import dev.entente.server.kernel.Problem;
import java.util.Optional;

/**
 * How long the texts about people and groups may be. Those that PostgreSQL has in an index must fit
 * its 2,704 bytes an entry, at three bytes a character.
 */
public enum TextBound {
  USER_PRINCIPAL_NAME(256),
  MAIL(320),
  DISPLAY_NAME(256),
  EXTERNAL_ID(512),
  /** What a source calls an entry that is passed over. */
  ENTRY_NAME(512),
  OTHER(1_024);

  private final int maxLength;

  TextBound(int maxLength) {
    this.maxLength = maxLength;
  }

  int maxLength() {
    return maxLength;
  }

  /**
   * The text as it is.
   *
   * @param name what the caller calls it
   * @throws Problem INVALID_REQUEST when it is too long
   */
  public String require(String name, String text) {
    if (text.length() > maxLength) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "%s has at most %d characters, not %d.".formatted(name, maxLength, text.length()),
          name);
    }
    return text;
  }

  /**
   * @throws Problem INVALID_REQUEST when it is too long
   */
  public Optional<String> require(String name, Optional<String> text) {
    return text.map(it -> require(name, it));
  }
}
