package dev.entente.sandbox.linkedin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/**
 * A member's data as LinkedIn's own export gives it ("Get a copy of your data"): CSV files, in a
 * ZIP or in a folder. Only what a domain serves is read, so messages stay unread, and nothing of a
 * ZIP is written to disk.
 *
 * @param rows by file name, such as {@code Profile.csv}
 */
public record Archive(Map<String, List<Map<String, String>>> rows) {

  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_MIB = 64;

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setAllowMissingColumnNames(true)
          .get();

  /**
   * @throws UnreadableArchive when it is not an export, is more than one, or is too large
   */
  static Archive read(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return new Archive(tables(exportFolder(path)));
      }
      try (var zip = FileSystems.newFileSystem(path)) {
        return new Archive(tables(exportFolder(zip.getPath("/"))));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableArchive("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  List<Map<String, String>> file(String name) {
    return rows.getOrDefault(name, List.of());
  }

  /**
   * Where Profile.csv is: at the top as LinkedIn packs it, in a folder as others do. Files of the
   * same names elsewhere are none of the export's.
   */
  private static Path exportFolder(Path root) throws IOException {
    try (var walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      var entries = walk.limit(MOST_ENTRIES + 1).toList();
      if (entries.size() > MOST_ENTRIES) {
        throw new IOException("it has more than %d entries".formatted(MOST_ENTRIES));
      }
      var profiles = entries.stream().filter(it -> it.endsWith("Profile.csv")).toList();
      if (profiles.isEmpty()) {
        throw new IOException("it has no Profile.csv, as every export of LinkedIn's has");
      }
      if (profiles.size() > 1) {
        throw new IOException("it holds several exports, of which one may stay: " + profiles);
      }
      return profiles.getFirst().resolveSibling("");
    }
  }

  private static Map<String, List<Map<String, String>>> tables(Path folder) throws IOException {
    Map<String, List<Map<String, String>>> rows = new HashMap<>();
    var left = MOST_MIB << 20;
    for (var name : Domains.FILES.values()) {
      var file = folder.resolve(name);
      if (Files.exists(file)) {
        var bytes = bytes(file, left);
        left -= bytes.length;
        rows.put(name, table(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return rows;
  }

  /** Whatever size the file claims, no more than the limit is read. */
  private static byte[] bytes(Path file, int most) throws IOException {
    try (var content = Files.newInputStream(file)) {
      var bytes = content.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException("its files are larger than %d MiB together".formatted(MOST_MIB));
      }
      return bytes;
    }
  }

  private static List<Map<String, String>> table(String text) throws IOException {
    try (var parser = CSV.parse(withoutNotes(text))) {
      return parser.stream().map(it -> it.toMap()).toList();
    }
  }

  /** Connections.csv begins with "Notes:", a paragraph and an empty line before its header. */
  private static Reader withoutNotes(String text) {
    var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!plain.startsWith("Notes:")) {
      return new StringReader(plain);
    }
    return new StringReader(
        new BufferedReader(new StringReader(plain))
            .lines()
            .dropWhile(line -> !line.isBlank())
            .collect(Collectors.joining("\n")));
  }
}
