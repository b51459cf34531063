package dev.entente.server.grouppolicy.web;

import dev.entente.grouppolicy.template.EntentePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Entente's own templates to unpack over a central store; the same bytes each time. */
final class TemplateArchive {

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private TemplateArchive() {}

  static byte[] ofEntente() {
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      for (var file : EntentePolicy.files().entrySet()) {
        var entry = new ZipEntry("PolicyDefinitions/" + file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive.toByteArray();
  }
}
