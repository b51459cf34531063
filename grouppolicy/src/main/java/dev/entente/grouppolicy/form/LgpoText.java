package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import java.util.function.Predicate;

/**
 * The text that Microsoft's LGPO.exe writes with {@code /parse} and takes with {@code /t} and
 * {@code /r}: blocks of four lines. Written as UTF-16; read as UTF-16, UTF-8 or ANSI.
 */
public record LgpoText() implements Form {

  @Override
  public String fileName() {
    return "office-linkedin.lgpo.txt";
  }

  /**
   * Not configured is {@code DELETE}: the value is taken away each time that policy is applied.
   * {@code CLEAR} would take the other settings of the key out of the policy too.
   */
  @Override
  public byte[] write(PolicyState state) {
    return write(Settings.of(state));
  }

  @Override
  public PolicyState read(String file, byte[] content) {
    return settings(file, content).state(file);
  }

  /**
   * Any settings.
   *
   * @throws InvalidInput when they hold a text with a line break in it or data that its type does
   *     not allow, for which the text has no room, or are for a hive that has no policies
   */
  public static byte[] write(Settings settings) {
    return Text.utf16(LgpoTextWriter.write(settings));
  }

  /** Everything that a file does; {@code CLEAR} is carried out, so nothing stays of it. */
  public static Settings settings(String file, byte[] content) {
    return settings(file, content, all -> true);
  }

  /** Only what is wanted of it is kept: an export of a whole hive has a great many. */
  public static Settings settings(String file, byte[] content, Predicate<Setting> wanted) {
    return new LgpoTextReader(file, Text.read(file, content), wanted).read();
  }

  /**
   * Whether a file begins with a block of LGPO text, or has nothing but its comments; whether all
   * of it is right is another question.
   *
   * @throws InvalidInput when it is no text at all
   */
  public static boolean isOne(String file, byte[] content) {
    return LgpoTextReader.begins(Text.read(file, content));
  }
}
