package dev.entente.sandbox.linkedin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A member's export as LinkedIn packs it, to be spoiled by one entry. */
final class ExportArchive {

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Ingrid with so many connections, her messages unread. */
  static ExportArchive ofIngrid(int connections) {
    return new ExportArchive()
        .with("Profile.csv", "First Name,Last Name,Headline\nIngrid,Sørli,\"Baker, retired\"\n")
        .with(
            "Email Addresses.csv",
            "Email Address,Confirmed,Primary,Updated On\ningrid@example.org,Yes,Yes,1/1/20\n")
        .with("messages.csv", "CONVERSATION ID,CONTENT\n1,nobody's business\n")
        .with(
            "Connections.csv",
            IntStream.rangeClosed(1, connections)
                .mapToObj("Person,%1$d,https://www.linkedin.com/in/person-%1$d\n"::formatted)
                .collect(
                    Collectors.joining(
                        "",
                        """
                        Notes:
                        "When exporting your connection data, you may notice that some are missing."

                        First Name,Last Name,URL
                        """,
                        "")));
  }

  ExportArchive with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  ExportArchive with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  ExportArchive without(String name) {
    entries.remove(name);
    return this;
  }

  /** The same below a folder, as when somebody packs it again. */
  ExportArchive below(String folder) {
    var moved = new ExportArchive();
    entries.forEach((name, content) -> moved.with(folder + "/" + name, content));
    return moved;
  }

  Path zip(Path folder, String handle) throws IOException {
    var file = folder.resolve(handle + ".zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
