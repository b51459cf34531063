package dev.entente.grouppolicy.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * UTF-16LE code unit by code unit: Java's own decoder replaces half a surrogate pair, and a file
 * that holds one would not come out as it went in.
 */
final class Utf16 {

  private Utf16() {}

  /** The code units of so many bytes; a last odd byte is no code unit. */
  static String text(byte[] bytes, int from, int size) {
    var chars = new char[size / 2];
    for (int i = 0, at = from; i < chars.length; i++, at += 2) {
      chars[i] = (char) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
    }
    return new String(chars);
  }

  static byte[] bytes(String text) {
    var bytes = ByteBuffer.allocate(Math.multiplyExact(text.length(), 2));
    put(text, bytes.order(ByteOrder.LITTLE_ENDIAN));
    return bytes.array();
  }

  static byte[] terminated(String text) {
    return bytes(checked(text) + '\0');
  }

  static void put(String text, ByteBuffer littleEndian) {
    for (var i = 0; i < text.length(); i++) {
      littleEndian.putChar(text.charAt(i));
    }
  }

  static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A NUL ends a text in the registry and cannot be in one");
    }
    return text;
  }
}
