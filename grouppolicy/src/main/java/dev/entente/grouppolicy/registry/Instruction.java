package dev.entente.grouppolicy.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an entry does to its key, by its value name ([MS-GPREG] §3.2.5.1.2): the special names count
 * in any case, and any other name, one that begins with asterisks too, is simply a value to set.
 */
public sealed interface Instruction {

  /** The one value that the instruction sets or deletes; nothing when it is about more. */
  default Optional<String> value() {
    return Optional.empty();
  }

  /** Set a value. */
  record SetValue(String name, RegistryValue to) implements Instruction {
    @Override
    public Optional<String> value() {
      return Optional.of(name);
    }
  }

  /** No value name, no type and no data: only the key is to be there. */
  record CreateKey() implements Instruction {}

  /** {@code **soft.NAME}: set a value unless there is one. */
  record SetValueIfAbsent(String name, RegistryValue to) implements Instruction {
    @Override
    public Optional<String> value() {
      return Optional.of(name);
    }
  }

  /** {@code **Del.NAME}: delete a value. */
  record DeleteValue(String name) implements Instruction {
    @Override
    public Optional<String> value() {
      return Optional.of(name);
    }
  }

  /** {@code **DeleteValues}: delete the values that the data names, semicolons between them. */
  record DeleteValues(List<String> names) implements Instruction {
    public DeleteValues {
      names = List.copyOf(names);
    }
  }

  /** {@code **DelVals.}: delete every value of the key. */
  record DeleteAllValues() implements Instruction {}

  /** {@code **DeleteKeys}: delete the immediate subkeys that the data names, and all below them. */
  record DeleteKeys(List<String> names) implements Instruction {
    public DeleteKeys {
      names = List.copyOf(names);
    }
  }

  /** {@code **SecureKey}: with 1, users may only read the key; else it is as its hive. */
  record SecureKey(boolean readOnly) implements Instruction {}

  /**
   * The type must be {@code REG_SZ} for most of these; a client does not look, so nor does this.
   */
  static Instruction of(String valueName, RegistryValue value) {
    if (valueName.isEmpty() && value.equals(RegistryValue.NOTHING)) {
      return new CreateKey();
    }
    if (!valueName.startsWith("**")) {
      return new SetValue(valueName, value);
    }
    var name = RegistryName.foldedValue(valueName);
    if (name.startsWith("**DEL.")) {
      return new DeleteValue(valueName.substring("**DEL.".length()));
    }
    if (name.startsWith("**SOFT.")) {
      return new SetValueIfAbsent(valueName.substring("**SOFT.".length()), value);
    }
    // The platform's documentation of the format spells these with a space or without the dot.
    return switch (name.stripTrailing()) {
      case "**DELVALS.", "**DELVALS" -> new DeleteAllValues();
      case "**DELETEVALUES" -> new DeleteValues(listed(value));
      case "**DELETEKEYS" -> new DeleteKeys(listed(value));
      case "**SECUREKEY" -> new SecureKey(value.dword().orElse(0) == 1);
      default -> new SetValue(valueName, value);
    };
  }

  private static List<String> listed(RegistryValue value) {
    return Arrays.stream(value.text().split(";")).filter(name -> !name.isEmpty()).toList();
  }
}
