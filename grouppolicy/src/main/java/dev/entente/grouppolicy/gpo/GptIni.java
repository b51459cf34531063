package dev.entente.grouppolicy.gpo;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * {@code GPT.INI}, the file that says which version the files of a Group Policy object have
 * ([MS-GPOL] §2.2.4). Only the version is understood; all else, encoding and line ends included, is
 * kept as it was.
 */
public final class GptIni {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");

  private final Encoding encoding;
  private final String text;
  private final Version version;

  private GptIni(Encoding encoding, String text, Version version) {
    this.encoding = encoding;
    this.text = text;
    this.version = version;
  }

  /** The file as Samba writes it for a new object. */
  public static GptIni of(GpoVersion version) {
    var text = "[General]\r\nVersion=" + version + "\r\n";
    return new GptIni(Encoding.ANSI, text, find("GPT.INI", text));
  }

  /**
   * Reads a file.
   *
   * @param file the name to call it by when it is refused
   * @throws InvalidInput when there is no version in it
   */
  public static GptIni read(String file, byte[] bytes) {
    var encoding = Encoding.of(bytes);
    if ((bytes.length - encoding.mark.length()) % encoding.unit != 0) {
      throw new InvalidInput(
          "the file ends within a character.", new InFile(file), "Save it as plain text again.");
    }
    var text = encoding.text(bytes);
    return new GptIni(encoding, text, find(file, text));
  }

  /** What version the files have. */
  public GpoVersion version() {
    return version.value;
  }

  /** This file with another version and nothing else changed. */
  public GptIni with(GpoVersion other) {
    var changed = text.substring(0, version.from) + other + text.substring(version.to);
    return new GptIni(
        encoding,
        changed,
        new Version(other, version.from, version.from + other.toString().length()));
  }

  /** The bytes of the file. */
  public byte[] toBytes() {
    return encoding.bytes(text);
  }

  private static Version find(String file, String text) {
    var section = Section.NONE;
    var line = 0;
    for (int from = 0, next; from < text.length(); from = next) {
      var end = lineEnd(text, from);
      next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      line++;
      var content = text.substring(from, end).strip();
      if (content.startsWith("[")) {
        section = section.next(content);
      } else if (section == Section.GENERAL && keyOf(content).equalsIgnoreCase("Version")) {
        return version(file, text, line, from, end);
      }
    }
    throw new InvalidInput(
        section == Section.NONE
            ? "there is no section [General]."
            : "there is no Version in the section [General].",
        new InFile(file),
        "Restore the file from a backup, or write [General] and Version=0 into it.");
  }

  private static Version version(String file, String text, int line, int from, int end) {
    var start = text.indexOf('=', from) + 1;
    var to = end;
    while (start < to && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (start < to && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    var value = text.substring(start, to);
    if (!NUMBER.matcher(value).matches() || !fits(Long.parseLong(value))) {
      throw new InvalidInput(
          "the version is no number of 32 bits.",
          new AtLine(file, line, start - from + 1),
          "Write the versionNumber of the object in the directory there.");
    }
    return new Version(GpoVersion.of((int) Long.parseLong(value)), start, to);
  }

  /** With a sign or without one: tools write either once the user side has 32,768 changes. */
  private static boolean fits(long number) {
    return number >= Integer.MIN_VALUE && number <= 0xFFFF_FFFFL;
  }

  private static String keyOf(String content) {
    var equals = content.indexOf('=');
    return equals < 0 ? "" : content.substring(0, equals).strip();
  }

  private static int lineEnd(String text, int from) {
    for (var at = from; at < text.length(); at++) {
      if (text.charAt(at) == '\r' || text.charAt(at) == '\n') {
        return at;
      }
    }
    return text.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GptIni that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  @Override
  public String toString() {
    return text;
  }

  private record Version(GpoVersion value, int from, int to) {}

  /** Of two sections of one name the first counts, as for Windows' own functions. */
  private enum Section {
    NONE,
    GENERAL,
    OTHER_AFTER_GENERAL;

    Section next(String header) {
      var name = header.substring(1, Math.max(1, header.indexOf(']'))).strip();
      return switch (this) {
        case NONE -> name.equalsIgnoreCase("General") ? GENERAL : NONE;
        case GENERAL, OTHER_AFTER_GENERAL -> OTHER_AFTER_GENERAL;
      };
    }
  }

  /**
   * The rule is “ANSI”, some code page that the file does not name; bytes are taken one by one,
   * since what is read is ASCII. Editors have also left UTF-8 and UTF-16 with a mark behind.
   */
  private enum Encoding {
    UTF_8(1, "\u00EF\u00BB\u00BF"),
    UTF_16LE(2, "\u00FF\u00FE"),
    UTF_16BE(2, "\u00FE\u00FF"),
    ANSI(1, "");

    private final int unit;

    /** Its bytes as characters. */
    private final String mark;

    Encoding(int unit, String mark) {
      this.unit = unit;
      this.mark = mark;
    }

    static Encoding of(byte[] bytes) {
      var start = new String(bytes, 0, Math.min(bytes.length, 3), StandardCharsets.ISO_8859_1);
      return Arrays.stream(values())
          .filter(it -> start.startsWith(it.mark))
          .findFirst()
          .orElseThrow();
    }

    String text(byte[] bytes) {
      var content = ByteBuffer.wrap(bytes, mark.length(), bytes.length - mark.length());
      return unit == 1
          ? StandardCharsets.ISO_8859_1.decode(content).toString()
          : content.order(order()).asCharBuffer().toString();
    }

    byte[] bytes(String text) {
      var bytes = ByteBuffer.allocate(mark.length() + text.length() * unit).order(order());
      bytes.put(mark.getBytes(StandardCharsets.ISO_8859_1));
      if (unit == 1) {
        bytes.put(text.getBytes(StandardCharsets.ISO_8859_1));
      } else {
        bytes.asCharBuffer().put(text);
      }
      return bytes.array();
    }

    private ByteOrder order() {
      return this == UTF_16LE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }
  }
}
