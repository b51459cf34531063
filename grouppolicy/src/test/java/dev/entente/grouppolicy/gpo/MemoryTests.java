package dev.entente.grouppolicy.gpo;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.registry.RegistryState;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.grouppolicy.template.Templates;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worst of 64 KB, each read by a Java that has 64 MB. */
@Tag("M61")
class MemoryTests {

  private static final int SIZE = 64 << 10;
  private static final String FOLDER = "{B4BA155A-AB98-4943-9610-328DD1EA1C37}/";

  /** What the files cost most by: entries that hold nothing. */
  private static final byte[] ENTRY = "[\0;\0;\0\0;\0\0;]".getBytes(UTF_16LE);

  private static final String ADMX =
      "<policyDefinitions revision='1.0' schemaVersion='1.0'"
          + " xmlns='http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions'>"
          + "<policyNamespaces><target prefix='a' namespace='b'/></policyNamespaces>"
          + "<resources minRequiredRevision='1.0'/>";

  @TempDir private Path folder;

  @Test
  void aRegistryPolicyOfTheSmallestEntries() throws IOException {
    assertThat(readWith64Mb(policy(SIZE))).isEqualTo("read");
  }

  @Test
  void anArchiveWithARegistryPolicyThatPacksWell() throws IOException {
    var zip = zip(FOLDER + "DomainSysvol/GPO/User/registry.pol", policy(38 * SIZE));

    assertThat(readWith64Mb(zip)).isEqualTo("read");
  }

  @Test
  void anArchiveWithXmlThatPacksWell() throws IOException {
    var settings = new String(GpoBackupTests.unpacked(backup()).get(FOLDER + "Backup.xml"), UTF_8);
    var xml =
        settings.replace("</GroupPolicyObject>", "<a/>".repeat(126_000) + "</GroupPolicyObject>");

    assertThat(readWith64Mb(zip(FOLDER + "Backup.xml", xml.getBytes(UTF_8)))).isEqualTo("read");
  }

  @Test
  void aVersionAfterManyLines() throws IOException {
    var lines = "\n".repeat(SIZE - 40) + "[General]\nVersion=1";

    assertThat(readWith64Mb(lines.getBytes(UTF_8))).isEqualTo("read");
  }

  /** Ten megabytes, the most that a server takes, of what a file of a computer costs most by. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REGEDIT4~[HKEY_CURRENT_USER\\K]~ | @=-~
          REGEDIT4~[HKEY_CURRENT_USER\\K]~ | [HKEY_CURRENT_USER\\a]~
          ;;~                              | ;~
          ;;~                              | User~K~a~DELETE~
          """)
  @Tag("M62")
  void aComputersFileOfTheSmallestSettings(String start, String again) throws IOException {
    var lines = start + again.repeat((10_000_000 - start.length()) / again.length());

    assertThat(readWith(96, lines.replace('~', '\n').getBytes(UTF_8))).isEqualTo("read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<policyDefinitions>|<a/>|</policyDefinitions>",
        ADMX + "<policies>|<policy/>|</policies></policyDefinitions>",
        ADMX
            + "<policies>|<policy name='a' class='User' displayName='b' key='c'/>"
            + "|</policies></policyDefinitions>",
        "<policyDefinitionResources><resources><stringTable>|<string id='a'/>"
            + "|</stringTable></resources></policyDefinitionResources>"
      })
  void aTemplateOfTheSmallestElements(String template) throws IOException {
    var parts = template.split("\\|", -1);
    var fill = parts[1].repeat((SIZE - parts[0].length() - parts[2].length()) / parts[1].length());

    assertThat(readWith64Mb((parts[0] + fill + parts[2]).getBytes(UTF_8))).isEqualTo("read");
  }

  /** Run as a program of its own. */
  public static void main(String[] arguments) throws IOException {
    var bytes = Files.readAllBytes(Path.of(arguments[0]));
    try {
      switch ((char) bytes[1]) {
        case 'R' -> RegistryState.EMPTY.apply(RegistryPolicy.read("Registry.pol", bytes));
        case 'E', ';' -> ComputerFile.read("upload", bytes);
        case 'K' -> GpoBackup.read("backup.zip", bytes);
        case 'p' ->
            Templates.of(
                Map.of(
                    TemplateName.parse("a.admx"),
                    bytes,
                    TemplateName.parse("en-US/a.adml"),
                    bytes));
        default -> GptIni.read("GPT.INI", bytes);
      }
      System.out.print("read");
    } catch (InvalidInput refused) {
      System.out.print(refused.getMessage());
    }
  }

  private String readWith64Mb(byte[] bytes) throws IOException {
    assertThat(bytes).hasSizeLessThanOrEqualTo(SIZE);
    return readWith(64, bytes);
  }

  private String readWith(int megabytes, byte[] bytes) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var file = Files.write(folder.resolve("input"), bytes).toString();
    var output = folder.resolve("output").toFile();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx" + megabytes + "m",
                "-cp",
                classPath(),
                MemoryTests.class.getName(),
                file)
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output.toPath());
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "")
        + File.pathSeparator
        + System.getProperty("surefire.test.class.path", "");
  }

  private static byte[] policy(int size) throws IOException {
    var file = new ByteArrayOutputStream();
    file.write(RegistryPolicy.EMPTY.toBytes());
    while (file.size() + ENTRY.length <= size) {
      file.write(ENTRY);
    }
    return file.toByteArray();
  }

  private static byte[] backup() {
    return GpoBackupTests.backup("Office").toZip();
  }

  /**
   * A backup with one file in the place of ours, filled up to the size by one that does not pack.
   */
  private static byte[] zip(String name, byte[] content) throws IOException {
    var files = GpoBackupTests.unpacked(backup());
    files.put(name, content);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
      zip.closeEntry();
      zip.flush();
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("noise"));
      zip.write(new byte[Math.max(0, SIZE - bytes.size() - 1_200)]);
    }
    return bytes.toByteArray();
  }
}
