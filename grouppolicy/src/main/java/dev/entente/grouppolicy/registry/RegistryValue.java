package dev.entente.grouppolicy.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a registry value holds: a type and bytes, with readers for the types that have a meaning.
 */
public final class RegistryValue {

  /** A {@code REG_NONE} without a byte. */
  public static final RegistryValue NOTHING = new RegistryValue(RegistryType.NONE, new byte[0]);

  private final RegistryType type;
  private final byte[] data;

  private RegistryValue(RegistryType type, byte[] data) {
    this.type = type;
    this.data = data;
  }

  /** Any type with any bytes. */
  public static RegistryValue of(RegistryType type, byte[] data) {
    return new RegistryValue(type, data.clone());
  }

  static RegistryValue slice(RegistryType type, byte[] file, int from, int size) {
    return new RegistryValue(type, Arrays.copyOfRange(file, from, from + size));
  }

  /** A {@code REG_DWORD}, 0 to 4,294,967,295. */
  public static RegistryValue dword(long number) {
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(number + " does not fit a REG_DWORD");
    }
    return new RegistryValue(RegistryType.DWORD, little(4).putInt((int) number).array());
  }

  /** A {@code REG_QWORD}. */
  public static RegistryValue qword(long number) {
    return new RegistryValue(RegistryType.QWORD, little(8).putLong(number).array());
  }

  /** A {@code REG_SZ} with its terminator. */
  public static RegistryValue string(String text) {
    return new RegistryValue(RegistryType.SZ, Utf16.terminated(text));
  }

  /** A {@code REG_EXPAND_SZ} with its terminator. */
  public static RegistryValue expandString(String text) {
    return new RegistryValue(RegistryType.EXPAND_SZ, Utf16.terminated(text));
  }

  /** A {@code REG_MULTI_SZ} with its terminators; an empty string would end it and is refused. */
  public static RegistryValue multiString(List<String> texts) {
    if (texts.contains("")) {
      throw new IllegalArgumentException("A REG_MULTI_SZ has no room for an empty string");
    }
    return new RegistryValue(
        RegistryType.MULTI_SZ,
        Utf16.bytes(
            String.join("", texts.stream().map(text -> Utf16.checked(text) + '\0').toList())
                + '\0'));
  }

  public RegistryType type() {
    return type;
  }

  /** A copy. */
  public byte[] data() {
    return data.clone();
  }

  int size() {
    return data.length;
  }

  void putInto(ByteBuffer file) {
    file.put(data);
  }

  /** The number of a {@code REG_DWORD} of four bytes, unsigned; nothing for anything else. */
  public OptionalLong dword() {
    return type.equals(RegistryType.DWORD) && data.length == 4
        ? OptionalLong.of(Integer.toUnsignedLong(little(data).getInt()))
        : OptionalLong.empty();
  }

  /** The number of a {@code REG_QWORD} of eight bytes; nothing for anything else. */
  public OptionalLong qword() {
    return type.equals(RegistryType.QWORD) && data.length == 8
        ? OptionalLong.of(little(data).getLong())
        : OptionalLong.empty();
  }

  /** The text of a {@code REG_SZ} or {@code REG_EXPAND_SZ}, whose terminator may be missing. */
  public Optional<String> string() {
    return type.equals(RegistryType.SZ) || type.equals(RegistryType.EXPAND_SZ)
        ? Optional.of(text())
        : Optional.empty();
  }

  /** The strings of a {@code REG_MULTI_SZ}, whose terminators may be missing. */
  public Optional<List<String>> multiString() {
    return type.equals(RegistryType.MULTI_SZ) ? Optional.of(texts()) : Optional.empty();
  }

  /** The bytes as UTF-16 up to the first NUL, whatever the type says. */
  String text() {
    var chars = Utf16.text(data, 0, data.length);
    var end = chars.indexOf('\0');
    return end < 0 ? chars : chars.substring(0, end);
  }

  private List<String> texts() {
    var chars = Utf16.text(data, 0, data.length);
    var texts = new ArrayList<String>();
    var from = 0;
    while (from < chars.length() && chars.charAt(from) != '\0') {
      var end = chars.indexOf('\0', from);
      texts.add(chars.substring(from, end < 0 ? chars.length() : end));
      from = end < 0 ? chars.length() : end + 1;
    }
    return List.copyOf(texts);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer little(byte[] data) {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegistryValue that
        && type.equals(that.type)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, Arrays.hashCode(data));
  }

  @Override
  public String toString() {
    return type + " " + HexFormat.of().formatHex(data);
  }
}
