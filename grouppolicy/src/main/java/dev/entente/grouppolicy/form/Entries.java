package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.List;

/** Entries that delete, spelt as Windows spells them: [MS-GPREG] §3.2.5.1.2 asks for a REG_SZ. */
final class Entries {

  private static final RegistryValue SPACE = RegistryValue.string(" ");

  private Entries() {}

  static RegistryEntry deleteValue(String key, String name) {
    return new RegistryEntry(key, "**del." + name, SPACE);
  }

  static RegistryEntry deleteAllValues(String key) {
    return new RegistryEntry(key, "**delvals.", SPACE);
  }

  static RegistryEntry deleteKeys(String key, List<String> names) {
    return new RegistryEntry(key, "**DeleteKeys", RegistryValue.string(String.join(";", names)));
  }

  /** A key without values: no value name, no type, no data. */
  static RegistryEntry createKey(String key) {
    return new RegistryEntry(key, "", RegistryValue.of(RegistryType.NONE, new byte[0]));
  }
}
