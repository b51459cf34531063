package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.function.IntPredicate;

/** A place in a text that moves on, and knows its line and column. */
final class Cursor {

  /** What {@link #peek} says at the end; no text has it, see {@link Text}. */
  static final char END = '\0';

  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  Cursor(String file, String text) {
    this.file = file;
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean atLineEnd() {
    return atEnd() || peek() == '\r' || peek() == '\n';
  }

  char peek() {
    return atEnd() ? END : text.charAt(at);
  }

  char next() {
    var next = text.charAt(at++);
    if (next == '\n' || (next == '\r' && peek() != '\n')) {
      line++;
      lineStart = at;
    }
    return next;
  }

  boolean skip(String expected) {
    if (!text.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  void skipBlanks() {
    takeWhile(next -> next == ' ' || next == '\t');
  }

  /** Goes to the beginning of the next line, from the end of this one. */
  void newLine() {
    if (!atEnd() && next() == '\r' && peek() == '\n') {
      next();
    }
  }

  String takeLine() {
    return takeWhile(next -> next != '\r' && next != '\n');
  }

  /** Not over the end of a line: what it takes must be on one. */
  String takeWhile(IntPredicate wanted) {
    var from = at;
    while (!atLineEnd() && wanted.test(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  AtLine place() {
    return new AtLine(file, line, at - lineStart + 1);
  }

  InvalidInput refuse(String what, String mend) {
    return new InvalidInput(what, place(), mend);
  }
}
