package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.registry.Instruction.DeleteAllValues;
import dev.entente.grouppolicy.registry.Instruction.DeleteKeys;
import dev.entente.grouppolicy.registry.Instruction.DeleteValue;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryName;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the blocks that LGPO.pdf describes: {@code Computer} or {@code User}, the key, the value's
 * name, and the action. Empty lines and lines that begin with a semicolon stand between blocks
 * only.
 */
final class LgpoTextReader {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}|0[xX][0-9a-fA-F]{1,16}");

  /** “Registry element size limits” of the Windows documentation. */
  private static final int DEEPEST_KEY = 512;

  private static final int MOST_CLEARED = 10_000;

  private static final String BLOCK =
      "A block has four lines: User or Computer, the key, the value's name, the action.";
  private static final String ACTIONS =
      "Write one of DWORD:n, QWORD:n, SZ:text, EXSZ:text, MULTISZ:one\\0two, BINARY:00,ff, DELETE,"
          + " DELETEALLVALUES, DELETEKEYS, CREATEKEY, CLEAR.";

  private final String file;
  private final Cursor in;
  private final Predicate<Setting> wanted;
  private final List<Setting> settings = new ArrayList<>();
  private final Map<String, Integer> cleared = new HashMap<>();
  private int lines;

  LgpoTextReader(String file, String text, Predicate<Setting> wanted) {
    this.file = file;
    this.in = new Cursor(file, text);
    this.wanted = wanted;
  }

  /** Whether the first line that counts begins a block, or there are only comments. */
  static boolean begins(String text) {
    var counting =
        text.lines().map(String::strip).filter(line -> !isBetweenBlocks(line)).findFirst();
    return counting
        .map(line -> line.toLowerCase(Locale.ROOT))
        .map(line -> line.equals("computer") || line.equals("user") || line.startsWith("user:"))
        .orElse(!text.isBlank());
  }

  Settings read() {
    while (!in.atEnd()) {
      var line = line();
      if (!isBetweenBlocks(line)) {
        block(line);
      }
    }
    return new Settings(
        IntStream.range(0, settings.size()).filter(this::stays).mapToObj(settings::get).toList());
  }

  /** CLEAR takes out what is above it in the file, of its key and all below that key. */
  private boolean stays(int number) {
    var key = path(settings.get(number).hive(), settings.get(number).entry().key());
    for (var end = key.length(); end > 0; end = key.lastIndexOf('\\', end - 1)) {
      if (cleared.getOrDefault(key.substring(0, end), 0) > number) {
        return false;
      }
    }
    return true;
  }

  private static String path(Hive hive, String key) {
    return RegistryName.folded(RegistryName.joined(hive.name(), key));
  }

  private static boolean isBetweenBlocks(String line) {
    return line.isBlank() || line.startsWith(";");
  }

  private void block(String first) {
    var hive = hive(first.stripTrailing());
    var key = line("the key");
    if (key.isBlank()) {
      throw refuse("the key is missing.", 1, BLOCK);
    }
    if (key.chars().filter(each -> each == '\\').count() >= DEEPEST_KEY) {
      throw refuse(
          "the key is deeper than Windows allows.", 1, "Write a key of at most 512 names.");
    }
    var name = line("the value’s name");
    action(hive, key, name.equals(LgpoTextWriter.DEFAULT) ? "" : name, line("the action"));
  }

  private Hive hive(String configuration) {
    return switch (configuration.toLowerCase(Locale.ROOT)) {
      case "user" -> Hive.CURRENT_USER;
      case "computer" -> Hive.LOCAL_MACHINE;
      default -> throw notOneHive(configuration);
    };
  }

  private InvalidInput notOneHive(String configuration) {
    return configuration.regionMatches(true, 0, "User:", 0, 5)
        ? refuse(
            "the block is for some people on the computer only, and nobody can tell here for whom.",
            1,
            "Make it “User” where it is for the person who is meant, or take the block out.")
        : refuse("a block begins with User or Computer, and not with this line.", 1, BLOCK);
  }

  private String line(String what) {
    if (in.atEnd()) {
      throw refuse("the file ends before " + what + " of the last block.", 1, BLOCK);
    }
    return line();
  }

  private String line() {
    var line = in.takeLine();
    in.newLine();
    lines++;
    return line;
  }

  private void action(Hive hive, String key, String name, String action) {
    var colon = action.indexOf(':');
    var verb = colon < 0 ? action.stripTrailing() : action.substring(0, colon);
    var data = action.substring(colon + 1);
    switch (verb.toUpperCase(Locale.ROOT) + (colon < 0 ? "" : ":")) {
      case "DWORD:" -> set(hive, key, name, dword(data));
      case "QWORD:" -> set(hive, key, name, RegistryValue.qword(number(data, 64).longValue()));
      case "SZ:" -> set(hive, key, name, RegistryValue.string(data));
      case "EXSZ:" -> set(hive, key, name, RegistryValue.expandString(data));
      case "MULTISZ:" -> set(hive, key, name, RegistryValue.multiString(texts(data)));
      case "BINARY:" -> set(hive, key, name, RegistryValue.of(RegistryType.BINARY, bytes(data)));
      case "DELETE" -> add(hive, Entries.deleteValue(key, name));
      case "DELETEALLVALUES" -> add(hive, Entries.deleteAllValues(key));
      case "DELETEKEYS" -> add(hive, Entries.deleteKeys(key, names(name)));
      case "CREATEKEY" -> add(hive, Entries.createKey(key));
      case "CLEAR" -> clear(hive, key);
      default -> throw refuse("this is no action.", 1, ACTIONS);
    }
  }

  private void clear(Hive hive, String key) {
    if (cleared.size() == MOST_CLEARED) {
      throw refuse(
          "the file clears more than " + MOST_CLEARED + " keys.", 1, "Clear the keys above them.");
    }
    cleared.put(path(hive, key), settings.size());
  }

  private void set(Hive hive, String key, String name, RegistryValue value) {
    add(hive, new RegistryEntry(key, name, value));
  }

  private void add(Hive hive, RegistryEntry entry) {
    var setting = new Setting(hive, inOneSpelling(entry));
    if (wanted.test(setting)) {
      settings.add(setting);
    }
  }

  /** Names such as {@code **del.X} are as good as the action. */
  private RegistryEntry inOneSpelling(RegistryEntry entry) {
    var instruction = entry.instruction();
    if (instruction instanceof DeleteValue delete) {
      return Entries.deleteValue(entry.key(), delete.name());
    }
    if (instruction instanceof DeleteAllValues) {
      return Entries.deleteAllValues(entry.key());
    }
    if (instruction instanceof DeleteKeys && !entry.value().type().equals(RegistryType.SZ)) {
      throw refuse("the subkeys to delete are named in no SZ.", 1, "Write SZ:one;two.");
    }
    return entry;
  }

  private List<String> names(String list) {
    var names = Arrays.stream(list.split(";")).filter(name -> !name.isEmpty()).toList();
    if (names.isEmpty()) {
      lines--;
      throw refuse("no subkeys are named.", 1, "Name them in this line, semicolons between them.");
    }
    return names;
  }

  private RegistryValue dword(String digits) {
    return RegistryValue.dword(number(digits, 32).longValue() & 0xFFFF_FFFFL);
  }

  private BigInteger number(String digits, int bits) {
    var mend =
        "Write 0 to " + BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE) + ", or 0x….";
    var stripped = digits.strip();
    if (!NUMBER.matcher(stripped).matches()) {
      throw refuse(Text.shown(digits) + " is no number.", 7, mend);
    }
    var number =
        stripped.regionMatches(true, 0, "0x", 0, 2)
            ? new BigInteger(stripped.substring(2), 16)
            : new BigInteger(stripped);
    if (number.bitLength() > (number.signum() < 0 ? bits - 1 : bits)) {
      throw refuse(Text.shown(digits) + " does not fit " + bits + " bits.", 7, mend);
    }
    return number;
  }

  private List<String> texts(String data) {
    var texts = new ArrayList<>(Arrays.asList(data.split("\\\\0", -1)));
    if (texts.get(texts.size() - 1).isEmpty()) {
      texts.remove(texts.size() - 1);
    }
    if (texts.contains("")) {
      throw refuse("an empty text would end the list.", 9, "Take it out of the list.");
    }
    return texts;
  }

  private byte[] bytes(String data) {
    try {
      return LgpoTextWriter.BYTES.parseHex(data.strip());
    } catch (IllegalArgumentException notHex) {
      throw refuse("these are no bytes.", 8, "Write two digits for each, as in BINARY:00,ff.");
    }
  }

  /** About the line that was taken last. */
  private InvalidInput refuse(String what, int column, String mend) {
    return new InvalidInput(what, new AtLine(file, lines, column), mend);
  }
}
