package dev.entente.grouppolicy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.entente.grouppolicy.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M60")
class TemplateArchiveTests {

  @Test
  void whatIsWrittenIsReadAgain() {
    var read = TemplateArchive.read("x.zip", TemplateArchive.write(Fixtures.northlight()));

    assertThat(read).usingRecursiveComparison().isEqualTo(new TreeMap<>(Fixtures.northlight()));
  }

  @Test
  void templatesAreFoundInAnyFolderBesideAnythingElse() throws IOException {
    var zip = zip("admx/office16.admx", "admx/nl-NL/office16.ADML", "admx/", "admin/settings.xlsx");

    assertThat(TemplateArchive.read("x.zip", zip).keySet())
        .extracting(TemplateName::toString)
        .containsExactly("nl-NL/office16.adml", "office16.admx");
  }

  @Test
  void whatMacOsHidesBesideEachFileIsPassedOver() throws IOException {
    var zip =
        zip(
            "admx/office16.admx",
            "__MACOSX/admx/._office16.admx",
            "admx/nl-NL/office16.adml",
            "__MACOSX/admx/nl-NL/._office16.adml",
            "admx/.office16.admx");

    assertThat(TemplateArchive.read("x.zip", zip).keySet())
        .extracting(TemplateName::toString)
        .containsExactly("nl-NL/office16.adml", "office16.admx");
  }

  @Test
  void oneNameInTwoFoldersIsRefused() throws IOException {
    var zip = zip("32/office16.admx", "64/office16.admx");

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> TemplateArchive.read("x.zip", zip))
        .withMessageContaining("office16.admx is there in two folders");
  }

  @Test
  void anArchiveWithoutTemplatesIsRefused() throws IOException {
    var zip = zip("readme.txt");

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> TemplateArchive.read("x.zip", zip))
        .withMessageContaining("there is no template in the archive")
        .withMessageContaining("Pack a folder PolicyDefinitions");
  }

  @Test
  void textsWithoutALanguageAreRefused() throws IOException {
    var zip = zip("office16.adml");

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> TemplateArchive.read("x.zip", zip))
        .withMessageContaining("neither NAME.admx nor LANGUAGE/NAME.adml");
  }

  private static byte[] zip(String... paths) throws IOException {
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      for (var path : paths) {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(path.getBytes(UTF_8));
      }
    }
    return archive.toByteArray();
  }
}
