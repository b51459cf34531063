package dev.entente.grouppolicy.template;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that each language has its own of, written {@code $(string.ID)} ([MS-GPREG] §7.1
 * stringReference). What is not written so is shown as it stands.
 */
public record StringReference(String written) {

  private static final Pattern FORM = Pattern.compile("\\$\\(string\\.([^)]+)\\)");

  /** The text's name in the string table. */
  public Optional<String> id() {
    var matcher = FORM.matcher(written);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
