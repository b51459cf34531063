package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads what Microsoft describes in “How to add, modify, or delete registry subkeys and values by
 * using a .reg file”, and what the registry editor itself exports: texts with line breaks in them,
 * {@code hex(…)} of any type. Where the editor passes over a line that it does not understand, this
 * refuses, since nobody means a line to be passed over.
 */
final class RegFileReader {

  static final String VERSION_5 = "Windows Registry Editor Version 5.00";
  static final String VERSION_4 = "REGEDIT4";

  private static final Set<RegistryType> TEXTS =
      Set.of(RegistryType.SZ, RegistryType.EXPAND_SZ, RegistryType.MULTI_SZ);

  private static final String QUOTE = "Write \\\\ for a backslash and \\\" for a quotation mark.";

  private final Cursor in;
  private final Predicate<Setting> wanted;
  private final List<Setting> settings = new ArrayList<>();
  private boolean unicode;
  private boolean inKey;
  private boolean isEmpty;
  private Hive hive = Hive.CURRENT_USER;
  private String key = "";

  RegFileReader(String file, String text, Predicate<Setting> wanted) {
    this.in = new Cursor(file, text);
    this.wanted = wanted;
  }

  Settings read() {
    header();
    while (!in.atEnd()) {
      in.skipBlanks();
      line();
      in.newLine();
    }
    endKey();
    return new Settings(settings);
  }

  /** Whether a text begins as a file of the registry editor does. */
  static boolean begins(String text) {
    return text.startsWith(VERSION_5) || text.startsWith(VERSION_4);
  }

  private void header() {
    var start = in.place();
    var header = in.takeLine().stripTrailing();
    unicode = header.equals(VERSION_5);
    if (!unicode && !header.equals(VERSION_4)) {
      throw new InvalidInput(
          "a file of the registry editor begins with another line.",
          start,
          "Make the first line “" + VERSION_5 + "”.");
    }
    in.newLine();
  }

  private void line() {
    if (in.atLineEnd()) {
      return;
    }
    switch (in.peek()) {
      case ';', '#' -> in.takeLine();
      case '[' -> key();
      case '@', '"' -> value();
      default ->
          throw in.refuse(
              "here begins neither a key, nor a value, nor a comment.",
              "Put keys in brackets and names in quotation marks, or begin the line with “;”.");
    }
  }

  private void key() {
    endKey();
    var start = in.place();
    var line = in.takeLine();
    var end = line.lastIndexOf(']');
    if (end < 0) {
      throw new InvalidInput(
          "the key that begins here does not end.", start, "End the line with “]”.");
    }
    endOfLine(line.substring(end + 1), start);
    var deleted = line.startsWith("[-");
    path(line.substring(deleted ? 2 : 1, end), start);
    inKey = !deleted;
    isEmpty = !deleted;
    if (deleted) {
      add(deletion(start));
    }
  }

  /** A line with a key makes the key, though no values follow. */
  private void endKey() {
    if (isEmpty) {
      add(Entries.createKey(key));
      isEmpty = false;
    }
  }

  private void add(RegistryEntry entry) {
    var setting = new Setting(hive, entry);
    if (wanted.test(setting)) {
      settings.add(setting);
    }
  }

  private static void endOfLine(String rest, Place start) {
    if (!rest.isBlank() && !rest.stripLeading().startsWith(";")) {
      throw new InvalidInput(
          "something follows the key.", start, "Put what follows on a line of its own.");
    }
  }

  private void path(String path, Place start) {
    var slash = path.indexOf('\\');
    var root = slash < 0 ? path : path.substring(0, slash);
    hive =
        Hive.named(root)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        Text.shown(root) + " is no root of the registry.",
                        start,
                        "Write it in full, such as HKEY_CURRENT_USER."));
    key = slash < 0 ? "" : path.substring(slash + 1);
    if (key.endsWith("\\")) {
      key = key.substring(0, key.length() - 1);
    }
    if (key.startsWith("\\") || key.endsWith("\\") || key.contains("\\\\")) {
      throw new InvalidInput(
          "the key has two backslashes in a row.", start, "Write one between two names.");
    }
  }

  private RegistryEntry deletion(Place start) {
    var slash = key.lastIndexOf('\\');
    var name = key.substring(slash + 1);
    if (name.isEmpty() || name.contains(";")) {
      throw new InvalidInput(
          name.isEmpty()
              ? "a whole root of the registry is to be deleted."
              : "a key with a semicolon in its name is to be deleted, which no policy can say.",
          start,
          "Take this line out.");
    }
    return Entries.deleteKeys(slash < 0 ? "" : key.substring(0, slash), List.of(name));
  }

  private void value() {
    var start = in.place();
    if (!inKey) {
      throw new InvalidInput(
          "this value is in no key.", start, "Put a line with the key in brackets above it.");
    }
    var name = in.skip("@") ? "" : name(start);
    in.skipBlanks();
    if (!in.skip("=")) {
      throw in.refuse("here should be “=”.", "Write the name, “=” and the data on one line.");
    }
    in.skipBlanks();
    add(entry(name));
    isEmpty = false;
    in.skipBlanks();
    if (in.peek() == ';') {
      in.takeLine();
    }
    if (!in.atLineEnd()) {
      throw in.refuse(
          "something follows the data.", "Put what follows on a line of its own, or after “;”.");
    }
  }

  private String name(Place start) {
    var name = quoted();
    if (name.indexOf('\r') >= 0 || name.indexOf('\n') >= 0) {
      throw new InvalidInput(
          "the name of the value does not end on its line.", start, "End it with “\"”.");
    }
    if (name.startsWith("**")) {
      throw new InvalidInput(
          "a name that begins with ** is an instruction in a policy file, but only a name here.",
          start,
          "Leave this value out, or export only the keys of Office and of its policies.");
    }
    return name;
  }

  private RegistryEntry entry(String name) {
    if (in.skip("-")) {
      return Entries.deleteValue(key, name);
    }
    return new RegistryEntry(key, name, data());
  }

  private RegistryValue data() {
    if (in.peek() == '"') {
      return RegistryValue.string(quoted());
    }
    if (in.skip("dword:")) {
      return RegistryValue.dword(hexNumber());
    }
    if (in.skip("hex:")) {
      return RegistryValue.of(RegistryType.BINARY, bytes());
    }
    if (in.skip("hex(")) {
      return typed();
    }
    throw in.refuse(
        "the data begin with no type that the registry editor knows.",
        "Write a text in quotation marks, “dword:”, “hex:” or “hex(2):” in small letters, or “-”.");
  }

  private RegistryValue typed() {
    var type = new RegistryType((int) hexNumber());
    if (!in.skip("):")) {
      throw in.refuse("here should be “):”.", "Write the type as in “hex(2):”.");
    }
    var bytes = bytes();
    return RegistryValue.of(type, TEXTS.contains(type) && !unicode ? widened(bytes) : bytes);
  }

  /** REGEDIT4 has texts in the code page of its computer. */
  private static byte[] widened(byte[] ansi) {
    return new String(ansi, Text.ansi()).getBytes(StandardCharsets.UTF_16LE);
  }

  private long hexNumber() {
    var place = in.place();
    var digits = in.takeWhile(RegFileReader::isHex);
    if (digits.isEmpty() || digits.length() > 8) {
      throw new InvalidInput(
          "here should be one to eight hexadecimal digits.",
          place,
          "Write them as in dword:00000001.");
    }
    return Long.parseLong(digits, 16);
  }

  private byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    continuation();
    while (isHex(in.peek())) {
      var place = in.place();
      var digits = in.takeWhile(RegFileReader::isHex);
      if (digits.length() > 2) {
        throw new InvalidInput(
            Text.shown(digits) + " is no byte.", place, "Put commas between bytes of two digits.");
      }
      bytes.write(Integer.parseInt(digits, 16));
      continuation();
      if (!in.skip(",")) {
        break;
      }
      continuation();
    }
    return bytes.toByteArray();
  }

  private void continuation() {
    in.skipBlanks();
    while (in.skip("\\")) {
      in.skipBlanks();
      if (!in.atLineEnd() || in.atEnd()) {
        throw in.refuse(
            "after this backslash the data should go on in the next line.",
            "Go on in the next line, or take the backslash out.");
      }
      in.newLine();
      in.skipBlanks();
    }
  }

  private String quoted() {
    var start = in.place();
    in.next();
    var text = new StringBuilder();
    while (in.peek() != '"') {
      if (in.atEnd()) {
        throw new InvalidInput("the text that begins here does not end.", start, QUOTE);
      }
      text.append(in.skip("\\") ? escaped() : in.next());
    }
    in.next();
    return text.toString();
  }

  private char escaped() {
    var next = in.peek();
    if (next != '\\' && next != '"') {
      throw in.refuse("a backslash stands alone in a text.", QUOTE);
    }
    return in.next();
  }

  private static boolean isHex(int character) {
    return character < 128 && Character.digit(character, 16) >= 0;
  }
}
