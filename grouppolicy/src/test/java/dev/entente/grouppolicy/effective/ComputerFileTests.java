package dev.entente.grouppolicy.effective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.Answer.Reason;
import dev.entente.grouppolicy.effective.ComputerFile.Kind;
import dev.entente.grouppolicy.form.Form;
import dev.entente.grouppolicy.form.LgpoText;
import dev.entente.grouppolicy.form.RegFile;
import dev.entente.grouppolicy.form.RegistryPol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M62")
class ComputerFileTests {

  private static final Map<Kind, Form> FORMS =
      Map.of(
          Kind.REGISTRY_POL, new RegistryPol(),
          Kind.REG_FILE, new RegFile(),
          Kind.LGPO_TEXT, new LgpoText());

  private static final String EXPORT =
      """
      Windows Registry Editor Version 5.00

      [HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\Office\\16.0\\Common]
      "LinkedIn"=dword:00000001

      [HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Common\\LinkedIn]
      "OfficeLinkedIn"=dword:00000000
      """;

  @Test
  void everyKindIsToldByItsContentAndAnsweredAlike() {
    FORMS.forEach(
        (kind, form) -> {
          for (var state : PolicyState.values()) {
            var file = ComputerFile.read("upload", form.write(state));
            var answer = answer(file.layer());

            assertThat(file.kind()).isEqualTo(kind);
            assertThat(file.layer().name()).isEqualTo("upload");
            assertThat(answer.policy()).isEqualTo(state);
            assertThat(answer.shown()).isEqualTo(state != PolicyState.DISABLED);
          }
        });
  }

  @Test
  void anExportHoldsThePolicyAndTheOption() {
    var answer = answer(ComputerFile.read("export.reg", bytes(EXPORT)).layer());

    assertThat(answer.policy()).isEqualTo(PolicyState.ENABLED);
    assertThat(answer.reason()).isEqualTo(Reason.OPTION_OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Software", "SOFTWARE\\policies", "Software\\Policies\\Microsoft\\Office"})
  void aKeyThatIsDeletedTakesThePolicyWithIt(String key) {
    var deleted = EXPORT + "\n[-HKEY_CURRENT_USER\\" + key + "]\n";

    var answer = answer(ComputerFile.read("export.reg", bytes(deleted)).layer());

    assertThat(answer.policy()).isEqualTo(PolicyState.NOT_CONFIGURED);
  }

  @Test
  void anotherHiveIsNotThePerson() {
    var machine = EXPORT.replace("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE");

    var answer = answer(ComputerFile.read("export.reg", bytes(machine)).layer());

    assertThat(answer.reason()).isEqualTo(Reason.ON_BY_DEFAULT);
  }

  @Test
  void theHiveOfSomebodyUnderTheirSidIsRefusedInsteadOfOverlooked() {
    var users = EXPORT.replace("HKEY_CURRENT_USER", "HKEY_USERS\\S-1-5-21-1-2-3-1001");

    assertThatThrownBy(() -> ComputerFile.read("export.reg", bytes(users)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("HKEY_USERS\\S-1-5-21-1-2-3-1001\\Software")
        .hasMessageContaining("Export HKEY_CURRENT_USER as the person");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[-HKEY_USERS\\S-1-5-21-1]",
        "[-HKEY_USERS\\S-1-5-21-1\\software]",
        "[HKEY_USERS\\S-1-5-21-1\\SOFTWARE\\Policies]\n\"a\"=dword:1",
        "[HKEY_USERS\\S-1-5-21-1\\Software\\Microsoft\\Office\\16.0\\Common\\LinkedIn\\Below]"
      })
  void soIsWhatIsAboveOrBelowTheKeysOfOfficeThere(String line) {
    assertThatThrownBy(() -> ComputerFile.read("a.reg", bytes("REGEDIT4\n" + line + "\n")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.reg: the keys of Office are those of HKEY_USERS\\S-1-5-21-1");
  }

  @Test
  void otherKeysOfSomebodyAreNobodysConcern() {
    var text = "REGEDIT4\n[HKEY_USERS\\S-1-5-21-1\\Software\\Policies\\Acme]\n\"a\"=dword:1\n";

    assertThat(ComputerFile.read("a.reg", bytes(text)).layer().user().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\GPO\\Machine\\Registry.pol",
        "MACHINE/registry.pol",
        "x/machine/Registry.pol"
      })
  void theComputersHalfIsRefused(String name) {
    var file = new RegistryPol().write(PolicyState.DISABLED);

    assertThatThrownBy(() -> ComputerFile.read(name, file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("this is the computer's half");
    assertThat(ComputerFile.read("NotMachine/Registry.pol", file).kind())
        .isEqualTo(Kind.REGISTRY_POL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "{}", "<policyDefinitions/>", "PReh", "[General]\r\nVersion=1"})
  void anythingElseIsRefused(String content) {
    assertThatThrownBy(() -> ComputerFile.read("upload", bytes(content)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("neither a Registry.pol, nor a file of the registry editor");
  }

  @Test
  void lgpoTextWithoutABlockSaysNothing() {
    var file = ComputerFile.read("lgpo.txt", bytes("; PARSING User POLICY\r\n\r\n; DONE\r\n"));

    assertThat(file.kind()).isEqualTo(Kind.LGPO_TEXT);
    assertThat(file.layer().user().entries()).isEmpty();
  }

  @Test
  void aBrokenFileIsRefusedWhereItIsBroken() {
    assertThatThrownBy(() -> ComputerFile.read("a.pol", bytes("PReg")))
        .hasMessageStartingWith("a.pol, byte ");
    assertThatThrownBy(() -> ComputerFile.read("a.reg", bytes("REGEDIT4\nx")))
        .hasMessageStartingWith("a.reg, line 2, column 1: ");
    assertThatThrownBy(() -> ComputerFile.read("a.txt", bytes("User\n")))
        .hasMessageStartingWith("a.txt, line 1");
  }

  private static Answer answer(Layer layer) {
    return new Question(
            new TenantDecision(true, "ALLOWED_EVERYONE"),
            List.of(layer),
            UserOption.NOT_TOLD,
            App.WORD)
        .answer();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
