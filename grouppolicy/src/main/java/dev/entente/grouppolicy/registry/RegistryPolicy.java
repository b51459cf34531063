package dev.entente.grouppolicy.registry;

import dev.entente.grouppolicy.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A {@code Registry.pol} ([MS-GPREG] §2.2.1): entries whose order matters. Reading and writing back
 * gives the same bytes for every file that can be read.
 */
public record RegistryPolicy(List<RegistryEntry> entries) {

  /** A file with a header and nothing else. */
  public static final RegistryPolicy EMPTY = new RegistryPolicy(List.of());

  /** The most that is read. */
  public static final int MAX_BYTES = 32 << 20;

  public RegistryPolicy {
    entries = List.copyOf(entries);
  }

  /**
   * The entries of a file.
   *
   * @param file the name to call it by when it is refused
   * @throws InvalidInput when the bytes are not a {@code Registry.pol}, or more than {@link
   *     #MAX_BYTES}
   */
  public static RegistryPolicy read(String file, byte[] bytes) {
    return new RegistryPolicyReader(file, bytes).read();
  }

  /** The bytes of the file. */
  public byte[] toBytes() {
    var size = RegistryPolicyReader.HEADER_SIZE;
    for (var entry : entries) {
      size = Math.addExact(size, size(entry));
    }
    var file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(RegistryPolicyReader.SIGNATURE).putInt(RegistryPolicyReader.VERSION);
    entries.forEach(entry -> put(entry, file));
    return file.array();
  }

  /** What a hive with nothing in it holds after all entries; nothing when the value is absent. */
  public Optional<RegistryValue> value(String key, String valueName) {
    return RegistryState.EMPTY.apply(this).value(key, valueName);
  }

  /**
   * This file with an entry in the place of those about the same value, so that the value ends as
   * the entry says; all others stay as and where they are.
   */
  public RegistryPolicy with(RegistryEntry entry) {
    var name = entry.instruction().value();
    if (name.isEmpty()) {
      return without(entry::equals).plus(entry);
    }
    var kept = new ArrayList<RegistryEntry>();
    var placed = false;
    for (var each : entries) {
      if (!each.isAbout(entry.key(), name.get())) {
        kept.add(each);
      } else if (!placed) {
        kept.add(entry);
        placed = true;
      }
    }
    var inPlace = new RegistryPolicy(kept);
    var wanted = new RegistryPolicy(List.of(entry)).value(entry.key(), name.get());
    return placed && inPlace.value(entry.key(), name.get()).equals(wanted)
        ? inPlace
        : without(entry.key(), name.get()).plus(entry);
  }

  /** This file without the entries about one value; all others stay as and where they are. */
  public RegistryPolicy without(String key, String valueName) {
    return without(entry -> entry.isAbout(key, valueName));
  }

  private RegistryPolicy without(Predicate<RegistryEntry> gone) {
    return new RegistryPolicy(entries.stream().filter(gone.negate()).toList());
  }

  private RegistryPolicy plus(RegistryEntry entry) {
    var more = new ArrayList<>(entries);
    more.add(entry);
    return new RegistryPolicy(more);
  }

  private static int size(RegistryEntry entry) {
    var characters = "[\0;\0;;;;]".length() - 1 + entry.key().length() + entry.valueName().length();
    return Math.addExact(2 * characters + 2 * Integer.BYTES, entry.value().size());
  }

  private static void put(RegistryEntry entry, ByteBuffer file) {
    file.putChar('[');
    Utf16.put(entry.key(), file);
    file.putChar('\0').putChar(';');
    Utf16.put(entry.valueName(), file);
    file.putChar('\0').putChar(';');
    file.putInt(entry.value().type().number()).putChar(';');
    file.putInt(entry.value().size()).putChar(';');
    entry.value().putInto(file);
    file.putChar(']');
  }
}
