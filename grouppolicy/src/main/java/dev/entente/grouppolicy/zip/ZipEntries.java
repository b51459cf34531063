package dev.entente.grouppolicy.zip;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtByte;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The files of a ZIP archive that somebody sent (APPNOTE 6.3.10). Read from its central directory,
 * since only that says what is a symbolic link, and into memory, since a name that leaves its
 * folder does no harm there; it is refused all the same, for whoever unpacks the archive next.
 */
public final class ZipEntries {

  public static final int MAX_ENTRIES = 2_000;
  private static final int MAX_TOTAL = 64 << 20;

  /** What policies and XML do not reach, and a bomb is all about. */
  private static final int MAX_RATIO = 40;

  /** Whatever the ratio: a few small files that repeat themselves. */
  private static final int FREE = 1 << 20;

  private static final int MAX_NAME = 1_000;
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ENCRYPTED = 1;
  private static final int UNIX_TYPE = 0xF000;
  private static final int UNIX_LINK = 0xA000;

  private final String name;
  private final ByteBuffer zip;
  private final String mend;
  private long left;

  /** By the names that Windows would take for the same. */
  private final Map<String, byte[]> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private ZipEntries(String name, byte[] bytes, String mend) {
    this.name = name;
    this.mend = mend;
    this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.left = Math.min(MAX_TOTAL, Math.max(FREE, (long) MAX_RATIO * bytes.length));
  }

  /**
   * Path with slashes to content; found in any case.
   *
   * @param name what to call the archive when it is refused
   * @param mend what to do then
   * @throws InvalidInput for what is no archive, is damaged, or could harm whoever unpacks it
   */
  public static Map<String, byte[]> read(String name, byte[] bytes, String mend) {
    return new ZipEntries(name, bytes, mend).read();
  }

  private Map<String, byte[]> read() {
    var end = end();
    var count = Short.toUnsignedInt(zip.getShort(end + 10));
    var at = Integer.toUnsignedLong(zip.getInt(end + 16));
    if (count > MAX_ENTRIES) {
      throw refused(count + " entries are more than " + MAX_ENTRIES + ".", end);
    }
    for (var i = 0; i < count; i++) {
      at = entry(header(at, CENTRAL, CENTRAL_SIZE));
    }
    return files;
  }

  /** The last place where the directory's end can be; what follows it is a comment. */
  private int end() {
    for (var at = zip.limit() - END_SIZE;
        at >= Math.max(0, zip.limit() - 0x10000 - END_SIZE);
        at--) {
      if (zip.getInt(at) == END) {
        return at;
      }
    }
    throw new InvalidInput("this is no ZIP archive.", new InFile(name), mend);
  }

  private long entry(int at) {
    var nameSize = Short.toUnsignedInt(zip.getShort(at + 28));
    var next =
        (long) at
            + CENTRAL_SIZE
            + nameSize
            + Short.toUnsignedInt(zip.getShort(at + 30))
            + Short.toUnsignedInt(zip.getShort(at + 32));
    if (next > zip.limit()) {
      throw refused("the directory of the archive is cut off.", at);
    }
    var path = path(at, nameSize);
    if ((zip.getShort(at + 8) & ENCRYPTED) != 0) {
      throw refused("“" + path + "” is encrypted.", at);
    }
    if ((zip.getInt(at + 38) >>> 16 & UNIX_TYPE) == UNIX_LINK) {
      throw refused("“" + path + "” is a symbolic link.", at);
    }
    if (!path.endsWith("/") && files.put(path, content(path, at)) != null) {
      throw refused("“" + path + "” is there twice.", at);
    }
    return next;
  }

  private String path(int at, int size) {
    var bytes = new byte[Math.min(size, MAX_NAME + 1)];
    zip.get(at + CENTRAL_SIZE, bytes);
    var path = new String(bytes, StandardCharsets.UTF_8).replace('\\', '/');
    var leaves =
        path.isEmpty()
            || path.startsWith("/")
            || path.indexOf(':') >= 0
            || Arrays.asList(path.split("/", -1)).contains("..");
    if (leaves || size > MAX_NAME || path.chars().anyMatch(Character::isISOControl)) {
      throw refused("the name of an entry is no path within the archive.", at);
    }
    return path;
  }

  private byte[] content(String path, int at) {
    var method = Short.toUnsignedInt(zip.getShort(at + 10));
    var packed = Integer.toUnsignedLong(zip.getInt(at + 20));
    var size = Integer.toUnsignedLong(zip.getInt(at + 24));
    var local = header(Integer.toUnsignedLong(zip.getInt(at + 42)), LOCAL, LOCAL_SIZE);
    var from =
        local
            + LOCAL_SIZE
            + Short.toUnsignedInt(zip.getShort(local + 26))
            + Short.toUnsignedInt(zip.getShort(local + 28));
    if (from + packed > zip.limit()) {
      throw refused("“" + path + "” ends after the archive.", at);
    }
    left -= size;
    if (left < 0) {
      throw refused(
          "the files in it are too large, or packed too well for what they should be.", at);
    }
    if (method == STORED && packed == size) {
      return Arrays.copyOfRange(zip.array(), from, from + (int) size);
    }
    if (method == DEFLATED) {
      return inflated(path, at, from, (int) packed, (int) size);
    }
    throw refused("“" + path + "” is packed in a way that is not read here.", at);
  }

  private byte[] inflated(String path, int at, int from, int packed, int size) {
    var content = new byte[size];
    var inflater = new Inflater(true);
    try {
      inflater.setInput(zip.array(), from, packed);
      var read = 0;
      for (var more = 1; more > 0 && read < size; read += more) {
        more = inflater.inflate(content, read, size - read);
      }
      if (read < size || inflater.inflate(new byte[1]) > 0) {
        throw refused("“" + path + "” is not as large as the archive says.", at);
      }
      return content;
    } catch (DataFormatException e) {
      throw refused("“" + path + "” is damaged.", at);
    } finally {
      inflater.end();
    }
  }

  private int header(long at, int signature, int size) {
    if (at + size > zip.limit() || zip.getInt((int) at) != signature) {
      throw refused("the directory of the archive is damaged.", (int) Math.min(at, zip.limit()));
    }
    return (int) at;
  }

  private InvalidInput refused(String what, int at) {
    return new InvalidInput(what, new AtByte(name, at), mend);
  }
}
