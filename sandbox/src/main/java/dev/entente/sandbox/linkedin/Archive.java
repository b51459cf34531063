package dev.entente.sandbox.linkedin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;

/**
 * A member's data as LinkedIn's own export gives it ("Get a copy of your data"): CSV files, in a
 * ZIP or in a folder. Nothing of a ZIP is written to disk.
 *
 * @param rows by file name, such as {@code Profile.csv}
 */
public record Archive(Map<String, List<Map<String, String>>> rows) {

  private static final int MOST_ENTRIES = 500;
  private static final int MOST_BYTES = 20 << 20;

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setAllowMissingColumnNames(true)
          .get();

  static Archive read(Path path) {
    try {
      return Files.isDirectory(path) ? ofFolder(path) : ofZip(path);
    } catch (IOException e) {
      throw new UncheckedIOException("The archive %s cannot be read.".formatted(path), e);
    }
  }

  List<Map<String, String>> file(String name) {
    return rows.getOrDefault(name, List.of());
  }

  private static Archive ofFolder(Path folder) throws IOException {
    Map<String, List<Map<String, String>>> rows = new HashMap<>();
    try (var files = Files.newDirectoryStream(folder, "*.csv")) {
      for (var file : files) {
        rows.put(file.getFileName().toString(), table(Files.readString(file)));
      }
    }
    return new Archive(rows);
  }

  private static Archive ofZip(Path path) throws IOException {
    Map<String, List<Map<String, String>>> rows = new HashMap<>();
    try (var zip = new ZipFile(path.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new IOException("It has more than %d entries.".formatted(MOST_ENTRIES));
      }
      for (var entry : zip.stream().filter(it -> it.getName().endsWith(".csv")).toList()) {
        var name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        rows.put(name, table(text(zip.getInputStream(entry))));
      }
    }
    return new Archive(rows);
  }

  /** Whatever size the entry claims, no more than the limit is read. */
  private static String text(InputStream entry) throws IOException {
    try (entry) {
      var bytes = entry.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("An entry is larger than %d bytes.".formatted(MOST_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
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
