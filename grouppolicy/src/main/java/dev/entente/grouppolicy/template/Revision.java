package dev.entente.grouppolicy.template;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code major.minor}, compared as two numbers ([MS-GPREG] §7.1 versionString). */
public record Revision(int major, int minor) implements Comparable<Revision> {

  private static final Pattern FORM = Pattern.compile("\\s*([0-9]{1,9})\\.([0-9]{1,9})\\s*");

  /** That of a file which does not say. */
  static final Revision NONE = new Revision(0, 0);

  static Optional<Revision> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Revision(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Revision other) {
    var order = Integer.compare(major, other.major);
    return order == 0 ? Integer.compare(minor, other.minor) : order;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
