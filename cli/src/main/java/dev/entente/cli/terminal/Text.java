package dev.entente.cli.terminal;

import java.util.regex.Pattern;

/** Text from elsewhere, made harmless for where it is shown. */
public final class Text {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Text() {}

  /** No line break, no escape sequence of a terminal, no mark that turns the direction. */
  public static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  /** A cell that a spreadsheet will not run: an apostrophe in front of what begins as a formula. */
  public static String inert(String cell) {
    return isFormula(cell) ? "'" + cell : cell;
  }

  /** What {@link #inert} was given. */
  public static String exact(String cell) {
    return cell.startsWith("'") && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
  }
}
