package dev.entente.server.card;

import java.net.URI;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Text that a stranger wrote, made safe to show as text: no control, bidirectional or invisible
 * character can rearrange a card, and no text is longer than its place.
 */
final class PlainText {

  /** Code points in a name, a title, a company. */
  static final int LONGEST_LINE = 160;

  /** Code points in a summary. */
  static final int LONGEST_TEXT = 2_000;

  /** Entries in any list of a card. */
  static final int LONGEST_LIST = 100;

  private static final int LONGEST_LINK = 500;

  private PlainText() {}

  /** One line; may be empty. */
  static String line(String text) {
    return cut(visible(text), LONGEST_LINE);
  }

  static Optional<String> line(Optional<String> text) {
    return text.map(PlainText::line).filter(it -> !it.isEmpty());
  }

  static Optional<String> paragraph(Optional<String> text) {
    return text.map(it -> cut(visible(it), LONGEST_TEXT)).filter(it -> !it.isEmpty());
  }

  /** Only https to a plain host: anything else is no link at all. */
  static Optional<URI> link(Optional<URI> link) {
    return link.filter(
        it ->
            "https".equalsIgnoreCase(it.getScheme())
                && it.getHost() != null
                && it.getUserInfo() == null
                && it.toString().length() <= LONGEST_LINK);
  }

  private static String visible(String text) {
    var kept = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            it -> {
              switch (Character.getType(it)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    kept.append(' ');
                case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> {}
                default -> kept.appendCodePoint(it);
              }
            });
    return kept.toString().replaceAll("\\s+", " ").strip();
  }

  private static String cut(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
  }
}
