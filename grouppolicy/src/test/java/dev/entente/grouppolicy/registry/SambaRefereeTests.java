package dev.entente.grouppolicy.registry;

import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samba's own parser reads what we write, and we read what it writes, byte for byte the same. */
@Tag("M63")
class SambaRefereeTests {

  private static final String PYTHON = "/usr/bin/python3";

  /** Prints each entry and writes the file again. */
  private static final String REWRITE =
      """
      import sys
      from samba.gp_parse.gp_pol import GPPolParser
      parser = GPPolParser()
      parser.parse(open(sys.argv[1], 'rb').read())
      for entry in parser.pol_file.entries:
          print(entry.keyname, entry.valuename, parser.map_reg_type(entry.type), repr(entry.data), sep='|')
      parser.write_binary(sys.argv[2])
      """;

  private static final String WRITE =
      """
      import sys
      from samba.dcerpc import preg
      from samba.ndr import ndr_pack
      def entry(key, name, kind, data):
          made = preg.entry()
          made.keyname, made.valuename, made.type, made.data = key, name, kind, data
          return made
      made = preg.file()
      made.header.signature, made.header.version = 'PReg', 1
      made.num_entries = 6
      made.entries = [
          entry('Software\\\\A', 'Text', 1, 'gr\\u00fcn \\U0001F600'), entry('Software\\\\A', 'Number', 4, 4294967295),
          entry('Software\\\\A', 'Long', 11, 2**63), entry('Software\\\\A', 'Bytes', 3, b'abc'),
          entry('Software\\\\A', 'Texts', 7, 'a\\0bc\\0\\0'.encode('utf-16le')),
          entry('Software\\\\B', '**del.Gone', 1, ' ')]
      open(sys.argv[1], 'wb').write(ndr_pack(made))
      """;

  private static final List<RegistryEntry> ENTRIES =
      List.of(
          entry("Software\\A", "Text", RegistryValue.string("grün 😀")),
          entry("Software\\A", "Number", RegistryValue.dword(0xFFFF_FFFFL)),
          entry("Software\\A", "Long", RegistryValue.qword(Long.MIN_VALUE)),
          entry(
              "Software\\A",
              "Bytes",
              RegistryValue.of(RegistryType.BINARY, new byte[] {97, 98, 99})),
          entry("Software\\A", "Texts", RegistryValue.multiString(List.of("a", "bc"))),
          entry("Software\\B", "**del.Gone", RegistryValue.string(" ")));

  @TempDir private Path folder;

  @BeforeAll
  static void sambaIsThere() throws IOException {
    var there =
        Files.isExecutable(Path.of(PYTHON)) && run("import samba.gp_parse.gp_pol").exitValue() == 0;
    if (!there) {
      System.out.println(
          "Skipped: " + PYTHON + " has no samba.gp_parse; apt install python3-samba");
    }
    assumeTrue(there, "python3-samba is not installed");
  }

  @Test
  void sambaReadsThePolicyAndWritesTheSameBytes() throws IOException {
    var ours =
        new RegistryPolicy(List.of(entry(POLICY_KEY, POLICY_VALUE, RegistryValue.dword(0))))
            .toBytes();

    assertThat(rewritten(ours)).isEqualTo(POLICY_KEY + "|LinkedIn|REG_DWORD|0\n");
    assertThat(Files.readAllBytes(folder.resolve("theirs.pol"))).isEqualTo(ours);
  }

  @Test
  void sambaReadsEveryTypeAndWritesTheSameBytes() throws IOException {
    var ours = new RegistryPolicy(ENTRIES).toBytes();

    assertThat(rewritten(ours).lines().toList())
        .containsExactly(
            "Software\\A|Text|REG_SZ|'grün 😀'",
            "Software\\A|Number|REG_DWORD|4294967295",
            "Software\\A|Long|REG_QWORD|9223372036854775808",
            "Software\\A|Bytes|REG_BINARY|b'abc'",
            "Software\\A|Texts|REG_MULTI_SZ|b'a\\x00\\x00\\x00b\\x00c\\x00\\x00\\x00\\x00\\x00'",
            "Software\\B|**del.Gone|REG_SZ|' '");
    assertThat(Files.readAllBytes(folder.resolve("theirs.pol"))).isEqualTo(ours);
  }

  @Test
  void weReadWhatSambaWritesAndWriteTheSameBytes() throws IOException {
    var file = folder.resolve("theirs.pol");
    assertThat(run(WRITE, file.toString()).exitValue()).isZero();

    var theirs = Files.readAllBytes(file);
    var read = RegistryPolicy.read("theirs.pol", theirs);

    assertThat(read.entries()).isEqualTo(ENTRIES);
    assertThat(read.toBytes()).isEqualTo(theirs);
  }

  private String rewritten(byte[] ours) throws IOException {
    var from = Files.write(folder.resolve("ours.pol"), ours);
    var process = run(REWRITE, from.toString(), folder.resolve("theirs.pol").toString());
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process run(String program, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(PYTHON, "-c", program));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    var process = builder.start();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("Python did not answer");
      }
      return process;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static RegistryEntry entry(String key, String name, RegistryValue value) {
    return new RegistryEntry(key, name, value);
  }
}
