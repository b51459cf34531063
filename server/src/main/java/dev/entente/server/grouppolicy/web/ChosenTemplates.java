package dev.entente.server.grouppolicy.web;

import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.TemplateArchive;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.kernel.Problem;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Templates that somebody wants in the domain.
 *
 * @param approved those to copy though the domain has another content of the same revision
 */
record ChosenTemplates(Map<TemplateName, byte[]> files, Set<TemplateName> approved) {

  /** In Base64, as pages and the API carry it, a body still takes it. */
  private static final int LARGEST_ARCHIVE = 7_000_000;

  /**
   * @param archive a ZIP archive in Base64; empty for Entente's own template
   * @throws Problem INVALID_REQUEST for what is no archive of templates, or no name of one
   */
  static ChosenTemplates of(String archive, List<String> approved) {
    return new ChosenTemplates(
        archive.isEmpty() ? EntentePolicy.files() : read(decoded(archive)),
        Uploads.asked(
            "approved",
            () -> approved.stream().map(TemplateName::parse).collect(Collectors.toSet())));
  }

  private static byte[] decoded(String archive) {
    try {
      return Base64.getDecoder().decode(archive);
    } catch (IllegalArgumentException _) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, "archive: must be a ZIP archive in Base64.", "archive");
    }
  }

  private static Map<TemplateName, byte[]> read(byte[] archive) {
    if (archive.length > LARGEST_ARCHIVE) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "archive: has %d bytes, and %d is the most. Pack fewer templates or languages at once."
              .formatted(archive.length, LARGEST_ARCHIVE),
          "archive");
    }
    return Uploads.asked("archive", () -> TemplateArchive.read("archive", archive));
  }
}
