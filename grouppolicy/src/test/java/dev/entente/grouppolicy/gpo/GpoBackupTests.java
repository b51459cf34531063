package dev.entente.grouppolicy.gpo;

import static dev.entente.grouppolicy.PolicyState.DISABLED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.zip.ZipEntries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
class GpoBackupTests {

  private static final String FOLDER = "{B4BA155A-AB98-4943-9610-328DD1EA1C37}/";
  private static final GpoBackup BACKUP = backup("Office: no LinkedIn");

  @Test
  void writesTheSameBytesAsTheGoldenFile() throws IOException {
    assertThat(BACKUP.toZip()).isEqualTo(golden("linkedin-disabled-backup.zip"));
  }

  @Test
  void hasTheFilesOfABackupOfWindows() throws IOException {
    assertThat(unpacked(BACKUP.toZip()).keySet())
        .containsExactly(
            "manifest.xml",
            FOLDER + "Backup.xml",
            FOLDER + "bkupInfo.xml",
            FOLDER + "DomainSysvol/GPO/Machine/",
            FOLDER + "DomainSysvol/GPO/User/registry.pol");
  }

  @Test
  void writesTheManifestInMicrosoftsShape() throws IOException {
    assertThat(new String(unpacked(BACKUP.toZip()).get("manifest.xml"), UTF_8))
        .isEqualTo(
            "<Backups xmlns=\"http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest\""
                + " xmlns:mfst=\"http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest\""
                + " mfst:version=\"1.0\"><BackupInst>"
                + "<GPOGuid><![CDATA[{31B2F340-016D-11D2-945F-00C04FB984F9}]]></GPOGuid>"
                + "<GPODomain><![CDATA[northlight.example]]></GPODomain>"
                + "<GPODomainGuid><![CDATA[{00000000-0000-0000-0000-000000000000}]]></GPODomainGuid>"
                + "<GPODomainController><![CDATA[northlight.example]]></GPODomainController>"
                + "<BackupTime><![CDATA[2026-11-21T11:05:43]]></BackupTime>"
                + "<ID><![CDATA[{B4BA155A-AB98-4943-9610-328DD1EA1C37}]]></ID>"
                + "<Comment><![CDATA[]]></Comment>"
                + "<GPODisplayName><![CDATA[Office: no LinkedIn]]></GPODisplayName>"
                + "</BackupInst></Backups>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Office", "Büro & <Co> ]]> 日本"})
  void readsBackWhatItWrote(String displayName) {
    assertThat(GpoBackup.read("backup.zip", backup(displayName).toZip()))
        .containsExactly(backup(displayName));
  }

  @Test
  void readsBackCommentsTooWithTheirFileNamed() throws IOException {
    var comment = new PolicyComment("office16", "P", "Ticket 7");
    var object = BACKUP.object();
    var commented = object.to(object.userPolicy(), PolicyComments.NONE.with(comment)).after();
    var backup =
        new GpoBackup(BACKUP.id(), commented, "northlight.example", BACKUP.time(), "two\nlines");

    assertThat(GpoBackup.read("backup.zip", backup.toZip())).containsExactly(backup);
    assertThat(new String(unpacked(backup.toZip()).get(FOLDER + "Backup.xml"), UTF_8))
        .contains("bkp:Path=\"%GPO_USER_FSPATH%\\comment.cmtx\"");
  }

  @Test
  void readsBackACommentWithALineEndOfWindows() {
    var backup =
        new GpoBackup(BACKUP.id(), BACKUP.object(), "northlight.example", BACKUP.time(), "a\r\nb");

    assertThat(GpoBackup.read("backup.zip", backup.toZip())).containsExactly(backup);
  }

  @Test
  void readsEveryBackupOfAPackedFolderHoweverWindowsSpeltIt() throws IOException {
    var packed = new LinkedHashMap<String, byte[]>();
    unpacked(BACKUP.toZip())
        .forEach((name, content) -> packed.put("GPOs\\" + name.replace('/', '\\'), content));
    packed.keySet().removeIf(name -> name.endsWith("\\"));
    unpacked(BACKUP.toZip())
        .forEach((name, content) -> packed.put(name.replace("B4BA155A", "AAAAAAAA"), content));

    assertThat(GpoBackup.read("backup.zip", zip(packed)))
        .extracting(it -> it.id().toString())
        .containsExactlyInAnyOrder(
            "{B4BA155A-AB98-4943-9610-328DD1EA1C37}", "{AAAAAAAA-AB98-4943-9610-328DD1EA1C37}");
  }

  @Test
  void readsABackupThatHasNoUserSide() throws IOException {
    var files = unpacked(BACKUP.toZip());
    files.keySet().removeIf(name -> name.endsWith("registry.pol"));

    assertThat(GpoBackup.read("backup.zip", zip(files)).get(0).object().userPolicy().entries())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "..",
        "/etc/passwd",
        "C:/evil",
        "c:evil",
        "..\\evil",
        "\\evil",
        "\\\\server\\share",
        "a\\..\\..\\b",
        "a\r\nb",
        "a\u0000b",
        "name:stream"
      })
  void refusesANameThatLeavesTheFolder(String name) throws IOException {
    var files = unpacked(BACKUP.toZip());
    files.put(name, new byte[1]);

    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip(files)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no path within the archive");
  }

  @Test
  void refusesASymbolicLink() {
    var zip = BACKUP.toZip();
    var central = indexOf(zip, "PK\u0001\u0002");
    zip[central + 41] = (byte) 0xA1;

    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("“manifest.xml” is a symbolic link");
  }

  @Test
  void refusesAFileThatIsThereTwiceForWindows() throws IOException {
    var files = unpacked(BACKUP.toZip());
    files.put("MANIFEST.XML", new byte[0]);

    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip(files)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("twice");
  }

  @Test
  void refusesABomb() throws IOException {
    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip(Map.of("bomb", new byte[20 << 20]))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too large, or packed too well");
  }

  @Test
  void refusesASizeThatIsALie() throws IOException {
    var zip = zip(Map.of("a", "some text, some text, some text".getBytes(UTF_8)));
    zip[indexOf(zip, "PK\u0001\u0002") + 24]--;

    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not as large as the archive says");
  }

  @Test
  void refusesTooManyFiles() throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    for (var i = 0; i <= ZipEntries.MAX_ENTRIES; i++) {
      files.put("f" + i, new byte[0]);
    }

    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip(files)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("entries");
  }

  @Test
  void refusesWhatIsNoArchive() {
    assertThatThrownBy(() -> GpoBackup.read("backup.zip", "PReg".getBytes(UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("backup.zip: this is no ZIP archive");
  }

  @Test
  void refusesAnArchiveThatHoldsNoBackup() throws IOException {
    assertThatThrownBy(() -> GpoBackup.read("backup.zip", zip(Map.of("readme.txt", new byte[3]))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no Backup.xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GroupPolicyCoreSettings", "ID", "Domain", "DisplayName", "Options"})
  void refusesABackupWithoutWhatItNeeds(String element) {
    assertThatThrownBy(
            () ->
                GpoBackup.read(
                    "backup.zip", changed("Backup.xml", it -> it.replace(element + ">", "Other>"))))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void refusesADocumentType() {
    assertThatThrownBy(
            () ->
                GpoBackup.read(
                    "backup.zip",
                    changed("bkupInfo.xml", it -> "<!DOCTYPE a [<!ENTITY e \"x\">]>" + it)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThatThrownBy(
            () ->
                GpoBackup.read(
                    "backup.zip", changed("bkupInfo.xml", it -> it.replace("2026-11", "soon"))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("BackupTime");
  }

  static GpoBackup backup(String displayName) {
    var id = new GpoId(UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9"));
    return GpoBackup.of(
        GroupPolicyObject.fresh(id, "northlight.example", displayName).to(DISABLED).after(),
        UUID.fromString("b4ba155a-ab98-4943-9610-328dd1ea1c37"),
        "northlight.example",
        Instant.parse("2026-11-21T11:05:43.9Z"));
  }

  private static byte[] changed(String name, UnaryOperator<String> change) throws IOException {
    var files = unpacked(BACKUP.toZip());
    files.computeIfPresent(
        FOLDER + name, (path, content) -> change.apply(new String(content, UTF_8)).getBytes(UTF_8));
    return zip(files);
  }

  static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      for (var name : new ArrayList<>(files.keySet())) {
        out.putNextEntry(new ZipEntry(name));
        out.write(files.get(name));
      }
    }
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, ISO_8859_1).indexOf(text);
  }

  private static byte[] golden(String name) throws IOException {
    try (var file = GpoBackupTests.class.getResourceAsStream("/golden/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }
}
