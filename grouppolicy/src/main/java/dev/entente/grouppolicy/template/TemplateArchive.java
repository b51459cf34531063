package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.zip.ZipEntries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Templates in one ZIP archive, as a folder {@code PolicyDefinitions}. */
public final class TemplateArchive {

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final String MEND =
      "Pack a folder PolicyDefinitions: NAME.admx, and LANGUAGE/NAME.adml in it.";

  private TemplateArchive() {}

  /**
   * The templates, wherever in the archive; whatever else is in it is passed over, as publishers
   * add notes and tables, and macOS a hidden {@code ._NAME} for each file.
   *
   * @param file what to call the archive when it is refused
   * @throws InvalidInput also where there are none, or two of one name
   */
  public static Map<TemplateName, byte[]> read(String file, byte[] zip) {
    var templates = new TreeMap<TemplateName, byte[]>();
    for (var entry : ZipEntries.read(file, zip, MEND).entrySet()) {
      var path = entry.getKey();
      var lower = path.toLowerCase(Locale.ROOT);
      if (last(1, path).startsWith(".") || !(lower.endsWith(".admx") || lower.endsWith(".adml"))) {
        continue;
      }
      var name = TemplateName.parse(last(lower.endsWith(".adml") ? 2 : 1, path));
      if (templates.put(name, entry.getValue()) != null) {
        throw new InvalidInput(
            name + " is there in two folders.", new InFile(file), "Leave one of them in.");
      }
    }
    if (templates.isEmpty()) {
      throw new InvalidInput("there is no template in the archive.", new InFile(file), MEND);
    }
    return templates;
  }

  private static String last(int parts, String path) {
    var from = path.length();
    for (var i = 0; i < parts && from > 0; i++) {
      from = path.lastIndexOf('/', from - 1);
    }
    return path.substring(from + 1);
  }

  /** The same bytes for the same templates. */
  public static byte[] write(Map<TemplateName, byte[]> templates) {
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      for (var file : new TreeMap<>(templates).entrySet()) {
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
