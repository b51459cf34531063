package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import java.util.function.Predicate;

/**
 * A file of the registry editor. Written as version 5.00 in UTF-16; read as version 5.00 or
 * REGEDIT4, in UTF-16, UTF-8 or ANSI. Lossless: values of any type and data come out as they went
 * in, but for a default value of type {@code REG_NONE} without data, which policies take for a key
 * without values.
 */
public record RegFile() implements Form {

  @Override
  public String fileName() {
    return "office-linkedin.reg";
  }

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
   * @throws InvalidInput when they hold what only a policy file can say, such as {@code **soft.}
   */
  public static byte[] write(Settings settings) {
    return Text.utf16(new RegFileWriter().write(settings));
  }

  /**
   * Everything that a file does.
   *
   * @throws InvalidInput at the first place that the registry editor would pass over or refuse
   */
  public static Settings settings(String file, byte[] content) {
    return settings(file, content, all -> true);
  }

  /** Only what is wanted of it is kept: an export of a whole hive has a great many. */
  public static Settings settings(String file, byte[] content, Predicate<Setting> wanted) {
    return new RegFileReader(file, Text.read(file, content), wanted).read();
  }

  /**
   * Whether a file begins as a file of the registry editor does; whether all of it is right is
   * another question.
   *
   * @throws InvalidInput when it is no text at all
   */
  public static boolean isOne(String file, byte[] content) {
    return RegFileReader.begins(Text.read(file, content));
  }
}
