package dev.entente.grouppolicy.registry;

/**
 * How the registry compares names: letter by letter without case, keys without a last backslash.
 */
public final class RegistryName {

  private RegistryName() {}

  /** Whether they name one key. */
  public static boolean same(String key, String other) {
    return folded(key).equals(folded(other));
  }

  /** Whether they name one value of a key. */
  public static boolean sameValue(String name, String other) {
    return foldedValue(name).equals(foldedValue(other));
  }

  /** Whether a key is another one or below it; every key is below the root, whose name is empty. */
  public static boolean isWithin(String key, String other) {
    var within = folded(key);
    var root = folded(other);
    return root.isEmpty() || within.equals(root) || within.startsWith(root + '\\');
  }

  /** The name of a subkey. */
  public static String joined(String key, String name) {
    return key.isEmpty() ? name : key + '\\' + name;
  }

  /** Keys that are the same fold to the same text. */
  public static String folded(String key) {
    var end = key.length();
    while (end > 0 && key.charAt(end - 1) == '\\') {
      end--;
    }
    return foldedValue(key.substring(0, end));
  }

  static String foldedValue(String name) {
    var chars = name.toCharArray();
    for (var i = 0; i < chars.length; i++) {
      chars[i] = upper(chars[i]);
    }
    return new String(chars);
  }

  /** As in Windows' table, which maps nothing into ASCII: a dotless i is no I, a long s no S. */
  private static char upper(char letter) {
    var upper = Character.toUpperCase(letter);
    return upper < 0x80 && letter >= 0x80 ? letter : upper;
  }
}
