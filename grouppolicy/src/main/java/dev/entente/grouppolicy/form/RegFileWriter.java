package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.registry.Instruction.CreateKey;
import dev.entente.grouppolicy.registry.Instruction.DeleteKeys;
import dev.entente.grouppolicy.registry.Instruction.DeleteValue;
import dev.entente.grouppolicy.registry.Instruction.DeleteValues;
import dev.entente.grouppolicy.registry.Instruction.SetValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.HexFormat;

/**
 * Writes as the registry editor exports: CRLF, one blank line before a key and at the end, without
 * which Samba passes over the last value; lines of bytes cut.
 */
final class RegFileWriter {

  private static final String NEW_LINE = "\r\n";

  private static final HexFormat BYTES = HexFormat.of();

  /** Where the registry editor cuts a line of bytes. */
  private static final int LONGEST_LINE = 78;

  private final StringBuilder out = new StringBuilder(RegFileReader.VERSION_5).append(NEW_LINE);
  private String openKey = "";

  String write(Settings settings) {
    settings.settings().forEach(this::write);
    return out.append(NEW_LINE).toString();
  }

  // Java 17 has no switch over a sealed family; the last line is what makes it complete.
  private void write(Setting setting) {
    var instruction = setting.entry().instruction();
    if (instruction instanceof SetValue set) {
      value(setting, set.name(), set.to());
    } else if (instruction instanceof DeleteValue delete) {
      deletion(setting, delete.name());
    } else if (instruction instanceof DeleteValues delete) {
      delete.names().forEach(name -> deletion(setting, name));
    } else if (instruction instanceof CreateKey) {
      createKey(setting);
    } else if (instruction instanceof DeleteKeys delete) {
      delete.names().forEach(name -> deleteKey(setting, name));
    } else {
      throw cannot("say " + setting.entry().valueName(), setting.entry());
    }
  }

  private void value(Setting setting, String name, RegistryValue value) {
    open(setting);
    var start = out.length();
    name(setting.entry(), name);
    if (value.dword().isPresent()) {
      out.append("dword:%08x".formatted(value.dword().getAsLong()));
    } else if (isPlain(value)) {
      quote(value.string().orElseThrow());
    } else {
      bytes(value, start);
    }
    out.append(NEW_LINE);
  }

  private void deletion(Setting setting, String name) {
    open(setting);
    name(setting.entry(), name);
    out.append('-').append(NEW_LINE);
  }

  /** The line stands alone, or it would say nothing of its own. */
  private void createKey(Setting setting) {
    openKey = "";
    open(setting);
    openKey = "";
  }

  private void deleteKey(Setting setting, String name) {
    var parent = path(setting);
    checked(setting.entry(), name);
    if (name.contains("\\")) {
      throw cannot("have a backslash in a name", setting.entry());
    }
    out.append(NEW_LINE).append("[-").append(parent).append('\\').append(name).append(']');
    out.append(NEW_LINE);
    openKey = "";
  }

  private void open(Setting setting) {
    var path = path(setting);
    if (!path.equals(openKey)) {
      out.append(NEW_LINE).append('[').append(path).append(']').append(NEW_LINE);
      openKey = path;
    }
  }

  private static String path(Setting setting) {
    var key = setting.entry().key();
    checked(setting.entry(), key);
    if (key.startsWith("\\") || key.endsWith("\\") || key.contains("\\\\")) {
      throw cannot("have two backslashes in a row", setting.entry());
    }
    return setting.hive().rootKey() + (key.isEmpty() ? "" : '\\' + key);
  }

  private void name(RegistryEntry entry, String name) {
    checked(entry, name);
    if (name.startsWith("**")) {
      throw cannot("say " + name, entry);
    }
    if (name.isEmpty()) {
      out.append('@');
    } else {
      quote(name);
    }
    out.append('=');
  }

  private static void checked(RegistryEntry entry, String name) {
    if (name.indexOf('\r') >= 0 || name.indexOf('\n') >= 0) {
      throw cannot("have a line break in a name", entry);
    }
  }

  /** Whether the text in quotation marks is all of it. */
  private static boolean isPlain(RegistryValue value) {
    return value.type().equals(RegistryType.SZ)
        && value
            .string()
            .filter(text -> RegistryValue.string(text).equals(value))
            .filter(text -> text.indexOf('\r') < 0 && text.indexOf('\n') < 0)
            .isPresent();
  }

  private void quote(String text) {
    out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  private void bytes(RegistryValue value, int lineStart) {
    var type = value.type();
    out.append(type.equals(RegistryType.BINARY) ? "hex:" : "hex(%x):".formatted(type.number()));
    var start = lineStart;
    var data = value.data();
    for (var i = 0; i < data.length; i++) {
      out.append(BYTES.toHexDigits(data[i]));
      if (i < data.length - 1) {
        out.append(',');
        if (out.length() - start >= LONGEST_LINE - 1) {
          out.append('\\').append(NEW_LINE);
          start = out.length();
          out.append("  ");
        }
      }
    }
  }

  private static InvalidInput cannot(String what, RegistryEntry entry) {
    return new InvalidInput(
        "a file of the registry editor cannot " + what + ", as is asked for " + entry.key() + ".",
        new InFile("settings"),
        "Write these settings as Registry.pol instead.");
  }
}
