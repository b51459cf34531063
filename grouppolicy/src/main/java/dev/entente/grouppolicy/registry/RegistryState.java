package dev.entente.grouppolicy.registry;

import dev.entente.grouppolicy.registry.Instruction.CreateKey;
import dev.entente.grouppolicy.registry.Instruction.DeleteAllValues;
import dev.entente.grouppolicy.registry.Instruction.DeleteKeys;
import dev.entente.grouppolicy.registry.Instruction.DeleteValue;
import dev.entente.grouppolicy.registry.Instruction.DeleteValues;
import dev.entente.grouppolicy.registry.Instruction.SecureKey;
import dev.entente.grouppolicy.registry.Instruction.SetValue;
import dev.entente.grouppolicy.registry.Instruction.SetValueIfAbsent;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a hive holds after policies were applied to it, one after the other, entry by entry in the
 * order of the file ([MS-GPREG] §3.2.5.1.2).
 */
public final class RegistryState {

  /** A hive with nothing in it. */
  public static final RegistryState EMPTY = new RegistryState(new TreeMap<>());

  /** Folded key to folded value name to value. */
  private final NavigableMap<String, Map<String, RegistryValue>> keys;

  private RegistryState(NavigableMap<String, Map<String, RegistryValue>> keys) {
    this.keys = keys;
  }

  /** This hive after one more policy: one that wins over those before it. */
  public RegistryState apply(RegistryPolicy policy) {
    var after = new TreeMap<String, Map<String, RegistryValue>>();
    keys.forEach((key, values) -> after.put(key, new HashMap<>(values)));
    var next = new RegistryState(after);
    policy.entries().forEach(next::apply);
    return next;
  }

  /** What a value holds; nothing when it is absent. */
  public Optional<RegistryValue> value(String key, String valueName) {
    return Optional.ofNullable(keys.get(RegistryName.folded(key)))
        .map(values -> values.get(RegistryName.foldedValue(valueName)));
  }

  private void apply(RegistryEntry entry) {
    var key = RegistryName.folded(entry.key());
    var instruction = entry.instruction();
    if (instruction instanceof DeleteKeys delete) {
      delete
          .names()
          .forEach(name -> deleteKey(RegistryName.joined(key, RegistryName.folded(name))));
    } else {
      applyToValues(instruction, keys.computeIfAbsent(key, absent -> new HashMap<>()));
    }
  }

  // Java 17 has no switch over a sealed family; the last line is what makes it complete.
  private static void applyToValues(Instruction instruction, Map<String, RegistryValue> values) {
    if (instruction instanceof SetValue set) {
      values.put(RegistryName.foldedValue(set.name()), set.to());
    } else if (instruction instanceof SetValueIfAbsent set) {
      values.putIfAbsent(RegistryName.foldedValue(set.name()), set.to());
    } else if (instruction instanceof DeleteValue delete) {
      values.remove(RegistryName.foldedValue(delete.name()));
    } else if (instruction instanceof DeleteValues delete) {
      delete.names().forEach(name -> values.remove(RegistryName.foldedValue(name)));
    } else if (instruction instanceof DeleteAllValues) {
      values.clear();
    } else if (!(instruction instanceof SecureKey || instruction instanceof CreateKey)) {
      throw new IllegalStateException("No rule for " + instruction);
    }
  }

  private void deleteKey(String key) {
    keys.remove(key);
    keys.subMap(key + '\\', key + (char) ('\\' + 1)).clear();
  }
}
