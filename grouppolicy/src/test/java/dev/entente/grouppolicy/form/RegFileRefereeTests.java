package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Samba's own reader of files of the registry editor understands ours as they are meant. */
@Tag("M63")
class RegFileRefereeTests {

  private static final Path NET = Path.of("/usr/bin/net");

  @TempDir private Path folder;

  @BeforeAll
  static void sambaIsThere() {
    if (!Files.isExecutable(NET)) {
      System.out.println("Skipped: there is no " + NET + "; apt install samba-common-bin");
    }
    assumeTrue(Files.isExecutable(NET), "samba-common-bin is not installed");
  }

  @ParameterizedTest
  @EnumSource
  void sambaFindsTheStateThatWasMeant(PolicyState state) throws Exception {
    var data =
        switch (state) {
          case ENABLED -> "dword:00000001";
          case DISABLED -> "dword:00000000";
          case NOT_CONFIGURED -> "-";
        };

    var converted = converted(new RegFile().write(state));

    assertThat(Files.readAllLines(converted))
        .contains(
            "[HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\Office\\16.0\\Common]",
            "\"LinkedIn\"=" + data);
  }

  @Test
  void whatSambaWritesAfterReadingOursIsTheSame() throws Exception {
    var settings =
        new Settings(
            List.of(
                set("Text", RegistryValue.string("C:\\grün \"€\"")),
                set("Number", RegistryValue.dword(0xFFFF_FFFFL)),
                set("Long", RegistryValue.qword(1)),
                set("Bytes", RegistryValue.of(RegistryType.BINARY, new byte[100])),
                set("Path", RegistryValue.expandString("%A%")),
                set("List", RegistryValue.multiString(List.of("one", "two"))),
                set("**del.Gone", RegistryValue.string(" "))));

    var converted = converted(RegFile.write(settings));

    assertThat(RegFile.settings("theirs.reg", Files.readAllBytes(converted))).isEqualTo(settings);
  }

  private Path converted(byte[] ours) throws IOException, InterruptedException {
    var from = Files.write(folder.resolve("ours.reg"), ours);
    var to = folder.resolve("theirs.reg");
    var process =
        new ProcessBuilder(
                NET.toString(),
                "-s",
                "/dev/null",
                "registry",
                "convert",
                from.toString(),
                to.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    return to;
  }

  private static Setting set(String name, RegistryValue value) {
    return new Setting(Hive.CURRENT_USER, new RegistryEntry("Software\\Example", name, value));
  }
}
