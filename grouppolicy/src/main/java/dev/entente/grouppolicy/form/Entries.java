package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.List;

/**
 * Entries of ours; those that delete are spelt as Windows spells them: [MS-GPREG] §3.2.5.1.2 asks
 * for a REG_SZ.
 */
final class Entries {

  private static final RegistryValue SPACE = RegistryValue.string(" ");

  private Entries() {}

  /** Brings the policy's value into a state whatever it held before. */
  static RegistryEntry policy(PolicyState state) {
    var key = OfficeLinkedInPolicy.POLICY_KEY;
    var name = OfficeLinkedInPolicy.POLICY_VALUE;
    return PolicyValue.of(state)
        .map(value -> new RegistryEntry(key, name, value))
        .orElseGet(() -> deleteValue(key, name));
  }

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
