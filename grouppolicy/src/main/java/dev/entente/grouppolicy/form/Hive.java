package dev.entente.grouppolicy.form;

import java.util.Arrays;
import java.util.Optional;

/** A root of the registry. */
public enum Hive {
  CURRENT_USER,
  LOCAL_MACHINE,
  CLASSES_ROOT,
  USERS,
  CURRENT_CONFIG;

  /** The name in full; the registry editor knows no short ones. */
  String rootKey() {
    return "HKEY_" + name();
  }

  static Optional<Hive> named(String rootKey) {
    return Arrays.stream(values())
        .filter(hive -> hive.rootKey().equalsIgnoreCase(rootKey))
        .findFirst();
  }
}
