package dev.entente.grouppolicy.registry;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtByte;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;

/**
 * Reads the grammar of [MS-GPREG] §2.2.1. As strict as Samba's parser about the frame (separators,
 * sizes, nothing after the last entry), since whatever bends it could not be written back; as
 * lenient as it about what is inside: any characters in names, an empty value name (the default
 * value), any type, any data, also longer than the 65,535 bytes that the grammar allows.
 */
final class RegistryPolicyReader {

  /** {@code PReg}. */
  static final int SIGNATURE = 0x67655250;

  static final int VERSION = 1;
  static final int HEADER_SIZE = 2 * Integer.BYTES;

  private static final String EXPORT_AGAIN =
      "Copy the file again from where it was made; it is cut off or damaged.";

  private final String name;
  private final byte[] bytes;
  private final ByteBuffer file;

  RegistryPolicyReader(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  RegistryPolicy read() {
    if (bytes.length > RegistryPolicy.MAX_BYTES) {
      throw new InvalidInput(
          "the file is larger than " + (RegistryPolicy.MAX_BYTES >> 20) + " MB.",
          new InFile(name),
          "Take the settings that need so much room into objects of their own.");
    }
    header();
    var entries = new ArrayList<RegistryEntry>();
    while (file.hasRemaining()) {
      entries.add(entry());
    }
    return new RegistryPolicy(entries);
  }

  private void header() {
    if (bytes.length < HEADER_SIZE || file.getInt() != SIGNATURE) {
      throw new InvalidInput(
          "this is no Registry.pol: it does not begin with PReg.",
          new AtByte(name, 0),
          "Take User\\Registry.pol from the folder of the Group Policy object.");
    }
    var version = file.getInt();
    if (version != VERSION) {
      throw new InvalidInput(
          "version " + Integer.toUnsignedString(version) + " of the format is not known, only 1.",
          new AtByte(name, Integer.BYTES),
          "Take the file from a Group Policy object of Windows or Samba.");
    }
  }

  private RegistryEntry entry() {
    expect('[');
    var key = text("key");
    expect(';');
    var valueName = text("value name");
    expect(';');
    var type = new RegistryType(number("type"));
    expect(';');
    var size = size();
    expect(';');
    var value = RegistryValue.slice(type, bytes, file.position(), size);
    file.position(file.position() + size);
    expect(']');
    return new RegistryEntry(key, valueName, value);
  }

  private void expect(char separator) {
    var at = file.position();
    if (file.remaining() < Character.BYTES || file.getChar() != separator) {
      throw damaged("here should be “" + separator + "”.", at);
    }
  }

  private String text(String what) {
    var from = file.position();
    while (file.remaining() >= Character.BYTES) {
      if (file.getChar() == '\0') {
        return Utf16.text(bytes, from, file.position() - Character.BYTES - from);
      }
    }
    throw damaged("the " + what + " that begins here does not end.", from);
  }

  private int number(String what) {
    if (file.remaining() < Integer.BYTES) {
      throw damaged("the file ends within the " + what + " of an entry.", file.position());
    }
    return file.getInt();
  }

  private int size() {
    var at = file.position();
    var size = Integer.toUnsignedLong(number("size"));
    var left = file.remaining() - 2 * Character.BYTES;
    if (size > left) {
      throw damaged("the entry says it has " + size + " bytes, but the file ends before.", at);
    }
    return (int) size;
  }

  private InvalidInput damaged(String what, int at) {
    return new InvalidInput(what, new AtByte(name, at), EXPORT_AGAIN);
  }
}
