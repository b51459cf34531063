package dev.entente.sandbox.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LinkedIn's own export, dropped in as it is; and what only looks like one. */
@Tag("M77")
class ArchiveTests {

  @TempDir private Path folder;

  @Test
  void readsAnExportAsLinkedInPacksIt() throws IOException {
    var archive = Archive.read(ExportArchive.ofIngrid(3).zip(folder, "ingrid"));

    assertThat(archive.file("Profile.csv"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("Headline", "Baker, retired"));
    assertThat(archive.file("Connections.csv")).hasSize(3);
  }

  @Test
  void readsAnExportThatSomebodyPackedAgain() throws IOException {
    var packed =
        ExportArchive.ofIngrid(3)
            .below("Basic_LinkedInDataExport")
            .with("__MACOSX/Basic_LinkedInDataExport/._Profile.csv", "\0\0");

    assertThat(Archive.read(packed.zip(folder, "ingrid")).file("Connections.csv")).hasSize(3);
  }

  @Test
  void readsOnlyWhatADomainServes() throws IOException {
    var archive = Archive.read(ExportArchive.ofIngrid(1).zip(folder, "ingrid"));

    assertThat(archive.rows())
        .containsOnlyKeys("Profile.csv", "Email Addresses.csv", "Connections.csv");
  }

  @Test
  void takesNoFileOfTheSameNameInAnotherFolderForTheExports() throws IOException {
    var archive =
        Archive.read(
            ExportArchive.ofIngrid(3)
                .with("Jobs/Connections.csv", "First Name\nSomebody\n")
                .zip(folder, "ingrid"));

    assertThat(archive.file("Connections.csv")).hasSize(3);
  }

  @Test
  void refusesTwoExportsInOne() throws IOException {
    var zip =
        ExportArchive.ofIngrid(1)
            .with("older/Profile.csv", "First Name\nInga\n")
            .zip(folder, "ingrid");

    assertThatThrownBy(() -> Archive.read(zip))
        .isInstanceOf(UnreadableArchive.class)
        .hasMessageContainingAll("ingrid.zip", "several exports", "/older/Profile.csv");
  }

  @Test
  void refusesWhatIsNoExport() throws IOException {
    var zip = ExportArchive.ofIngrid(1).without("Profile.csv").zip(folder, "ingrid");
    var text = Files.writeString(folder.resolve("notes.zip"), "no zip at all");

    assertThatThrownBy(() -> Archive.read(zip)).hasMessageContaining("no Profile.csv");
    assertThatThrownBy(() -> Archive.read(text))
        .isInstanceOf(UnreadableArchive.class)
        .hasMessageContaining("notes.zip");
  }

  @Test
  void refusesMoreThanItReadsIntoMemory() throws IOException {
    var half = new byte[40 << 20];
    var zip =
        ExportArchive.ofIngrid(1)
            .with("Reactions.csv", half)
            .with("Shares.csv", half)
            .zip(folder, "ingrid");

    assertThatThrownBy(() -> Archive.read(zip)).hasMessageContaining("64 MiB together");
  }

  @Test
  void refusesMoreEntriesThanAnExportHas() throws IOException {
    var export = ExportArchive.ofIngrid(1);
    for (var i = 0; i < 1_000; i++) {
      export.with("media/" + i + ".csv", "");
    }
    var zip = export.zip(folder, "ingrid");

    assertThatThrownBy(() -> Archive.read(zip)).hasMessageContaining("1000 entries");
  }

  @Test
  void doesNotStartWithAnArchiveThatIsNoMember() throws IOException {
    ExportArchive.ofIngrid(1).zip(folder, "ingrid (1)");

    assertThatThrownBy(() -> TestSandbox.start(Map.of("sandbox.members", folder)).close())
        .hasRootCauseInstanceOf(UnreadableArchive.class)
        .rootCause()
        .hasMessageContainingAll("ingrid (1).zip", "letters, digits");
  }

  @Test
  void doesNotStartWithTwoArchivesOfOneMember() throws IOException {
    ExportArchive.ofIngrid(1).zip(folder, "ingrid");
    Files.createDirectory(folder.resolve("ingrid"));
    Files.writeString(folder.resolve("ingrid/Profile.csv"), "First Name\nIngrid\n");

    assertThatThrownBy(() -> TestSandbox.start(Map.of("sandbox.members", folder)).close())
        .rootCause()
        .hasMessageContaining("ingrid has two archives");
  }
}
