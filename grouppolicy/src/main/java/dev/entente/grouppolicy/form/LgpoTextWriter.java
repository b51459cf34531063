package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.registry.Instruction.DeleteAllValues;
import dev.entente.grouppolicy.registry.Instruction.DeleteKeys;
import dev.entente.grouppolicy.registry.Instruction.DeleteValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.HexFormat;
import java.util.List;

/** Writes blocks as {@code LGPO.exe /parse} does. */
final class LgpoTextWriter {

  private static final String NEW_LINE = "\r\n";

  /** What stands for the value without a name. */
  static final String DEFAULT = "(Default)";

  static final HexFormat BYTES = HexFormat.ofDelimiter(",");

  private LgpoTextWriter() {}

  static String write(Settings settings) {
    var out = new StringBuilder();
    for (var setting : settings.settings()) {
      out.append(out.length() == 0 ? "" : NEW_LINE);
      for (var line : block(setting)) {
        out.append(checked(setting.entry(), line)).append(NEW_LINE);
      }
    }
    return out.toString();
  }

  private static List<String> block(Setting setting) {
    var entry = setting.entry();
    var instruction = entry.instruction();
    if (instruction instanceof DeleteValue delete && !delete.name().equals(DEFAULT)) {
      return block(setting, name(entry, delete.name()), "DELETE");
    }
    if (instruction instanceof DeleteAllValues) {
      return block(setting, "*", "DELETEALLVALUES");
    }
    if (instruction instanceof DeleteKeys delete
        && entry.equals(Entries.deleteKeys(entry.key(), delete.names()))
        && !delete.names().isEmpty()) {
      return block(setting, String.join(";", delete.names()), "DELETEKEYS");
    }
    if (entry.equals(Entries.createKey(entry.key()))) {
      return block(setting, "*", "CREATEKEY");
    }
    return block(setting, name(entry, entry.valueName()), action(entry));
  }

  private static List<String> block(Setting setting, String name, String action) {
    var key = setting.entry().key();
    if (key.isBlank()) {
      throw cannot("set values of a root", setting.entry());
    }
    return List.of(configuration(setting), key, name, action);
  }

  private static String configuration(Setting setting) {
    return switch (setting.hive()) {
      case CURRENT_USER -> "User";
      case LOCAL_MACHINE -> "Computer";
      case CLASSES_ROOT, USERS, CURRENT_CONFIG ->
          throw cannot("reach " + setting.hive().rootKey(), setting.entry());
    };
  }

  private static String name(RegistryEntry entry, String name) {
    if (name.equals(DEFAULT)) {
      throw cannot("tell a value named (Default) from the default value", entry);
    }
    return name.isEmpty() ? DEFAULT : name;
  }

  private static String action(RegistryEntry entry) {
    var value = entry.value();
    if (value.dword().isPresent()) {
      return "DWORD:" + value.dword().getAsLong();
    }
    if (value.qword().isPresent()) {
      return "QWORD:" + Long.toUnsignedString(value.qword().getAsLong());
    }
    if (value.type().equals(RegistryType.BINARY)) {
      return "BINARY:" + BYTES.formatHex(value.data());
    }
    return text(entry, value);
  }

  private static String text(RegistryEntry entry, RegistryValue value) {
    var text = value.string().orElse("");
    if (value.equals(RegistryValue.string(text))) {
      return "SZ:" + text;
    }
    if (value.equals(RegistryValue.expandString(text))) {
      return "EXSZ:" + text;
    }
    var texts = value.multiString().orElse(List.of());
    var joined = String.join("\\0", texts);
    if (value.equals(RegistryValue.multiString(texts))
        && (texts.isEmpty() || List.of(joined.split("\\\\0", -1)).equals(texts))) {
      return "MULTISZ:" + joined;
    }
    throw cannot("hold this " + value.type(), entry);
  }

  private static String checked(RegistryEntry entry, String line) {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
      throw cannot("have a line break in a line", entry);
    }
    return line;
  }

  private static InvalidInput cannot(String what, RegistryEntry entry) {
    return new InvalidInput(
        "LGPO text cannot " + what + ", as is asked for " + entry.key() + ".",
        new InFile("settings"),
        "Write these settings as Registry.pol instead.");
  }
}
