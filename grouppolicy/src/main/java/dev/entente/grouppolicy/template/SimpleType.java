package dev.entente.grouppolicy.template;

import java.util.regex.Pattern;

/** What an attribute may be ([MS-GPREG] §7.1), and how bad it is if it is not. */
enum SimpleType {
  STRING(".*", false, "a text"),
  ITEM_NAME("[\\p{L}\\p{N}_]+", false, "letters, digits and underscores"),
  ITEM_REFERENCE(
      "([\\p{L}\\p{N}_]+:)?[\\p{L}\\p{N}_]+", false, "a name, or a prefix, a colon and a name"),
  RESOURCE_ID("[\\p{L}\\p{N}_]+", false, "letters, digits and underscores"),
  STRING_REFERENCE("\\$\\(string\\.[\\p{L}\\p{N}_]+\\)", false, "$(string.NAME)"),
  PRESENTATION_REFERENCE("\\$\\(presentation\\.[\\p{L}\\p{N}_]+\\)", false, "$(presentation.NAME)"),
  GUID(
      "\\{[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\}",
      false, "a GUID in braces"),
  VERSION("\\s*[0-9]{1,4}\\.[0-9]{1,5}\\s*", false, "two numbers with a dot, as in 1.0"),
  LANGUAGE("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", false, "a language, as in en-US"),
  // The prose of §7.1: without reference to local system or user hive.
  REGISTRY_KEY(
      "(?i)(?!\\\\|HKEY_|HKLM\\\\|HKCU\\\\).*",
      true,
      "a key without hive, as in Software\\Policies"),
  REGISTRY_VALUE_NAME(".*", false, "a name"),
  BOOLEAN("\\s*(true|false|0|1)\\s*", true, "true or false"),
  UNSIGNED_INT("\\s*\\+?[0-9]+\\s*", true, "a whole number from 0 to 4294967295"),
  UNSIGNED_LONG("\\s*\\+?[0-9]+\\s*", true, "a whole number from 0 to 18446744073709551615"),
  POLICY_CLASS("\\s*(User|Machine|Both)\\s*", true, "User, Machine or Both");

  private final Pattern form;
  private final boolean unreadable;
  private final String words;

  SimpleType(String form, boolean unreadable, String words) {
    this.form = Pattern.compile(form, Pattern.DOTALL);
    this.unreadable = unreadable;
    this.words = words;
  }

  boolean allows(String value) {
    if (!form.matcher(value).matches()) {
      return false;
    }
    try {
      if (this == UNSIGNED_INT) {
        unsignedInt(value);
      } else if (this == UNSIGNED_LONG) {
        unsignedLong(value);
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether nothing can be made of what is not allowed. */
  boolean unreadable() {
    return unreadable;
  }

  String words() {
    return words;
  }

  static boolean bool(String value) {
    var stripped = value.strip();
    return stripped.equals("true") || stripped.equals("1");
  }

  static long unsignedInt(String value) {
    return Integer.toUnsignedLong(Integer.parseUnsignedInt(value.strip()));
  }

  static long unsignedLong(String value) {
    return Long.parseUnsignedLong(value.strip());
  }
}
