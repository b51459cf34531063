package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtByte;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text files as Windows has them: UTF-16 or UTF-8 by their byte order mark, else UTF-8 or ANSI. */
final class Text {

  /** A file that says one policy has a few hundred bytes, an export of a whole hive many more. */
  static final int MOST_BYTES = 10_000_000;

  private static final int MOST_SHOWN = 80;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final String SAVE_AGAIN =
      "Save the file again as Unicode (UTF-16) or UTF-8 text with a byte order mark.";

  private Text() {}

  static String read(String file, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new InvalidInput(
          "the file has " + bytes.length + " bytes, and " + MOST_BYTES + " is the most.",
          new InFile(file),
          "Export only the keys of Office and of its policies.");
    }
    var text = decode(file, bytes);
    var nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new InvalidInput(
          "the character " + (nul + 1) + " is a NUL, so this is no text.",
          new InFile(file),
          SAVE_AGAIN);
    }
    return text;
  }

  private static String decode(String file, byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return utf16(file, bytes, ByteOrder.LITTLE_ENDIAN);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return utf16(file, bytes, ByteOrder.BIG_ENDIAN);
    }
    var from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      if (from > 0) {
        throw new InvalidInput("this is no UTF-8, as it claims.", new AtByte(file, 0), SAVE_AGAIN);
      }
      return new String(bytes, ansi());
    }
  }

  // Code unit by code unit: half a surrogate pair in a name must come out as it went in.
  private static String utf16(String file, byte[] bytes, ByteOrder order) {
    if (bytes.length % 2 != 0) {
      throw new InvalidInput(
          "UTF-16 has two bytes for each character, but this file has an odd number.",
          new AtByte(file, bytes.length - 1L),
          SAVE_AGAIN);
    }
    return ByteBuffer.wrap(bytes, 2, bytes.length - 2).order(order).asCharBuffer().toString();
  }

  /** The code page of western Windows; names of keys and values that matter here are ASCII. */
  static Charset ansi() {
    return Charset.forName("windows-1252");
  }

  /** UTF-16, little endian, with a byte order mark, as the registry editor and LGPO.exe take it. */
  static byte[] utf16(String text) {
    var bytes = ByteBuffer.allocate(2 * (1 + text.length())).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asCharBuffer().put(BYTE_ORDER_MARK).put(text);
    return bytes.array();
  }

  /** UTF-8 with a byte order mark, without which Windows PowerShell takes a script for ANSI. */
  static byte[] utf8(String text) {
    return (BYTE_ORDER_MARK + text).getBytes(StandardCharsets.UTF_8);
  }

  /** The beginning of what a file says, for a message about it. */
  static String shown(String text) {
    return text.length() <= MOST_SHOWN
        ? "“" + text + "”"
        : "“" + text.substring(0, MOST_SHOWN) + "…”";
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, bytes(mark), 0, mark.length);
  }

  private static byte[] bytes(int... numbers) {
    var bytes = new byte[numbers.length];
    for (var i = 0; i < numbers.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return bytes;
  }
}
