package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;

/** What a filter or path may cost, decided before anything parses it. */
final class FilterBounds {

  static final int MAX_LENGTH = 4_096;
  static final int MAX_DEPTH = 20;

  private FilterBounds() {}

  /**
   * @throws InvalidFilterException when the text is too long, nested too deeply, or holds a NUL
   */
  static String within(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidFilterException(
          "A filter or path has at most %d characters.".formatted(MAX_LENGTH));
    }
    refuseNul(text);
    if (depth(text) > MAX_DEPTH) {
      throw new InvalidFilterException(
          "A filter or path nests at most %d deep.".formatted(MAX_DEPTH));
    }
    return text;
  }

  /** The database cannot compare with it; a value may also hold it escaped. */
  static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidFilterException("A filter or path holds no NUL.");
    }
  }

  private static int depth(String text) {
    var depth = 0;
    var deepest = 0;
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '[')) {
        deepest = Math.max(deepest, ++depth);
      } else if (!quoted && (c == ')' || c == ']')) {
        depth--;
      }
    }
    return deepest;
  }
}
