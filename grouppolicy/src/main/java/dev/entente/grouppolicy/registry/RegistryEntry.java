package dev.entente.grouppolicy.registry;

import dev.entente.grouppolicy.registry.Instruction.DeleteAllValues;
import dev.entente.grouppolicy.registry.Instruction.DeleteKeys;
import dev.entente.grouppolicy.registry.Instruction.DeleteValues;

/**
 * One entry of a {@code Registry.pol}: what to do with one key ([MS-GPREG] §2.2.1 calls it an
 * instruction). The key is relative to the hive that the file's folder stands for; key and value
 * name are as written, and {@link #instruction} says what they mean.
 */
public record RegistryEntry(String key, String valueName, RegistryValue value) {

  public RegistryEntry {
    Utf16.checked(key);
    Utf16.checked(valueName);
  }

  /** What the entry does when it is applied. */
  public Instruction instruction() {
    return Instruction.of(valueName, value);
  }

  /** Whether applying the entry may change what this value holds. */
  public boolean touches(String key, String valueName) {
    var instruction = instruction();
    if (instruction instanceof DeleteKeys delete) {
      return delete.names().stream()
          .anyMatch(name -> RegistryName.isWithin(key, RegistryName.joined(this.key, name)));
    }
    if (!RegistryName.same(this.key, key)) {
      return false;
    }
    if (instruction instanceof DeleteValues delete) {
      return delete.names().stream().anyMatch(name -> RegistryName.sameValue(name, valueName));
    }
    return instruction instanceof DeleteAllValues
        || instruction.value().filter(name -> RegistryName.sameValue(name, valueName)).isPresent();
  }

  /** Whether the entry sets or deletes this one value and does nothing else. */
  public boolean isAbout(String key, String valueName) {
    return RegistryName.same(this.key, key)
        && instruction()
            .value()
            .filter(name -> RegistryName.sameValue(name, valueName))
            .isPresent();
  }
}
