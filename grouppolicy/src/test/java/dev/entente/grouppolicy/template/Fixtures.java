package dev.entente.grouppolicy.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Northlight's templates: every kind of element and field, across two files and two languages. */
final class Fixtures {

  private Fixtures() {}

  static Map<TemplateName, byte[]> northlight() {
    Map<TemplateName, byte[]> files = new LinkedHashMap<>();
    for (var name :
        new String[] {
          "northlight.admx",
          "lamp.admx",
          "en-US/northlight.adml",
          "en-US/lamp.adml",
          "nl-NL/northlight.adml"
        }) {
      files.put(TemplateName.parse(name), bytes(name));
    }
    return files;
  }

  static byte[] bytes(String name) {
    try (var in =
        Objects.requireNonNull(
            Fixtures.class.getResourceAsStream("PolicyDefinitions/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The set with one text in one file replaced by another. */
  static Map<TemplateName, byte[]> northlight(String file, String text, String replacement) {
    var files = northlight();
    var name = TemplateName.parse(file);
    var content = new String(Objects.requireNonNull(files.get(name)), UTF_8);
    if (!content.contains(text)) {
      throw new IllegalArgumentException(file + " has no " + text);
    }
    files.put(name, content.replace(text, replacement).getBytes(UTF_8));
    return files;
  }
}
