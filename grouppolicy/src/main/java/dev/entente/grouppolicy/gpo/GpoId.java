package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What names a Group Policy object, its folder and its entry in the directory: a GUID in braces
 * ([MS-GPOL] §2.2.4, {@code cn}).
 */
public record GpoId(UUID guid) {

  private static final Pattern BRACED =
      Pattern.compile("\\{(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})}");

  /** Reads {@code {31B2F340-016D-11D2-945F-00C04FB984F9}} in any case. */
  public static GpoId read(String text, Place place) {
    var matcher = BRACED.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInput(
          "this is no GUID in braces.",
          place,
          "Write it as {31B2F340-016D-11D2-945F-00C04FB984F9}.");
    }
    return new GpoId(UUID.fromString(matcher.group(1)));
  }

  /** In braces and upper case, as Windows and Samba write it. */
  @Override
  public String toString() {
    return "{" + guid.toString().toUpperCase(Locale.ROOT) + "}";
  }
}
