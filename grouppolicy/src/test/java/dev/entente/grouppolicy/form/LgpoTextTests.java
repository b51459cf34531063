package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryType;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M63")
class LgpoTextTests {

  @Test
  void readsEveryActionThatIsDocumented() {
    var space = RegistryValue.string(" ");

    var settings =
        read(
            block("a", "DWORD:4294967295"),
            block("b", "DWORD:0x10"),
            block("c", "DWORD:-1"),
            block("d", "QWORD:18446744073709551615"),
            block("e", "SZ:text with spaces "),
            block("f", "EXSZ:%A%"),
            block("g", "MULTISZ:One\\0Two"),
            block("h", "BINARY:00,ff"),
            block("i", "DELETE"),
            block("*", "DELETEALLVALUES"),
            block("One;Two", "DELETEKEYS"),
            block("*", "CREATEKEY"),
            block("(Default)", "SZ:"),
            block("**soft.j", "dword:1"),
            block("k", "MULTISZ:"));

    assertThat(settings.settings())
        .containsExactly(
            set("a", RegistryValue.dword(0xFFFF_FFFFL)),
            set("b", RegistryValue.dword(16)),
            set("c", RegistryValue.dword(0xFFFF_FFFFL)),
            set("d", RegistryValue.qword(-1)),
            set("e", RegistryValue.string("text with spaces ")),
            set("f", RegistryValue.expandString("%A%")),
            set("g", RegistryValue.multiString(List.of("One", "Two"))),
            set("h", RegistryValue.of(RegistryType.BINARY, new byte[] {0, -1})),
            set("**del.i", space),
            set("**delvals.", space),
            set("**DeleteKeys", RegistryValue.string("One;Two")),
            set("", RegistryValue.of(RegistryType.NONE, new byte[0])),
            set("", RegistryValue.string("")),
            set("**soft.j", RegistryValue.dword(1)),
            set("k", RegistryValue.multiString(List.of())));
    assertThat(LgpoText.settings("a.txt", LgpoText.write(settings))).isEqualTo(settings);
  }

  @Test
  void whatLgpoWritesItselfIsRead() {
    var parsed =
        """
        ; ----------------------------------------------------------------------
        ; PARSING User POLICY
        ; Source file:  User\\registry.pol

        User
        Software\\Policies\\Microsoft\\Office\\16.0\\Common
        LinkedIn
        DWORD:0

        ; PARSING COMPLETED.
        ; ----------------------------------------------------------------------
        """;

    assertThat(state(parsed.getBytes(StandardCharsets.UTF_8))).isEqualTo(PolicyState.DISABLED);
    assertThat(state(("\uFEFF" + parsed).getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(PolicyState.DISABLED);
    var ofTheComputer = parsed.replace("\nUser\n", "\nComputer\n");
    assertThatThrownBy(() -> state(ofTheComputer.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.txt: nothing is said of the policy's value LinkedIn.");
  }

  @Test
  void clearTakesOutWhatIsAboveItInTheFile() {
    var settings =
        read(
            "User\nA\nx\nDWORD:1",
            "User\na\\B\nx\nDWORD:1",
            "User\nAB\nx\nDWORD:1",
            "Computer\nA\nx\nDWORD:1",
            "User\nA\n*\nCLEAR",
            "User\nA\nx\nDWORD:2");

    assertThat(settings.settings())
        .extracting(setting -> setting.hive() + " " + setting.entry().key())
        .containsExactly("CURRENT_USER AB", "LOCAL_MACHINE A", "CURRENT_USER A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Users/K/x/DWORD:0                   | line 1, column 1 | begins with User or Computer
          User:Non-Administrators/K/x/DELETE  | line 1, column 1 | for some people
          User//x/DWORD:0                     | line 2, column 1 | the key is missing
          User/K                              | line 2, column 1 | before the value’s name
          User/K/x                            | line 3, column 1 | before the action
          User/K/x/DWORD                      | line 4, column 1 | no action
          User/K/x/DELETE:                    | line 4, column 1 | no action
          User/K/x/REG_DWORD:0                | line 4, column 1 | DELETEALLVALUES
          User/K/x/DWORD:on                   | line 4, column 7 | is no number
          User/K/x/DWORD:4294967296           | line 4, column 7 | does not fit 32 bits
          User/K/x/DWORD:-2147483649          | line 4, column 7 | does not fit 32 bits
          User/K/x/QWORD:18446744073709551616 | line 4, column 7 | does not fit 64 bits
          User/K/x/BINARY:0,1                 | line 4, column 8 | no bytes
          User/K/x/MULTISZ:a\\0\\0b           | line 4, column 9 | end the list
          User/K/;/DELETEKEYS                 | line 3, column 1 | no subkeys
          User/K/**DeleteKeys/DWORD:1         | line 4, column 1 | in no SZ
          """)
  void saysWhatIsWrongAndWhere(String block, String where, String what) {
    assertThatThrownBy(() -> read(block.replace('/', '\n')))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.txt, " + where + ": ")
        .hasMessageContaining(what);
  }

  @Test
  void keysThatAreTooDeepAreRefused() {
    assertThatThrownBy(() -> read("User\n" + "K\\".repeat(512) + "K\nx\nDELETE"))
        .hasMessageStartingWith("a.txt, line 2, column 1: the key is deeper");
  }

  @Test
  void refusesToWriteWhatHasNoPlaceInALine() {
    var refused =
        List.of(
            set("a\nb", RegistryValue.dword(1)),
            set("a", RegistryValue.string("one\r\ntwo")),
            set("a", RegistryValue.of(RegistryType.SZ, new byte[] {1})),
            set("a", RegistryValue.of(RegistryType.DWORD, new byte[] {1})),
            set("a", RegistryValue.of(RegistryType.LINK, new byte[] {1})),
            set("a", RegistryValue.multiString(List.of("one\\0two"))),
            set("(Default)", RegistryValue.dword(1)),
            new Setting(Hive.USERS, new RegistryEntry("K", "a", RegistryValue.dword(1))),
            new Setting(Hive.CURRENT_USER, new RegistryEntry("", "a", RegistryValue.dword(1))));

    for (var setting : refused) {
      assertThatThrownBy(() -> LgpoText.write(new Settings(List.of(setting))))
          .as(setting.toString())
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Registry.pol instead");
    }
  }

  private static PolicyState state(byte[] file) {
    return new LgpoText().read("a.txt", file);
  }

  private static String block(String name, String action) {
    return "User\nSoftware\\Example\n" + name + "\n" + action;
  }

  private static Settings read(String... blocks) {
    return LgpoText.settings("a.txt", String.join("\n\n", blocks).getBytes(StandardCharsets.UTF_8));
  }

  private static Setting set(String name, RegistryValue value) {
    return new Setting(Hive.CURRENT_USER, new RegistryEntry("Software\\Example", name, value));
  }
}
