package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.PolicyState;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M63")
class ScriptTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada's",
        "‘’‚‛'",
        "'; Remove-Item C:\\ -Recurse #",
        "$(whoami) `n \"$env:x\"",
        "€ ü"
      })
  void aNameCannotLeaveItsQuotationMarks(String name) {
    var script = text(new GroupPolicyScript(name));

    assertThat(literal(script, "$null = Get-GPO -Name ")).isEqualTo(name);
    assertThat(literal(script, "    Name      = ")).isEqualTo(name);
  }

  /** As PowerShell's grammar has it: any of five marks ends a text, two of them are one letter. */
  private static String literal(String script, String before) {
    var line = script.lines().filter(each -> each.startsWith(before)).findFirst().orElseThrow();
    var literal =
        Pattern.compile("['‘’‚‛]((?:[^'‘’‚‛]|['‘’‚‛]{2})*)['‘’‚‛]")
            .matcher(line.substring(before.length()));
    assertThat(literal.matches()).as(line).isTrue();
    return literal.group(1).replaceAll("(['‘’‚‛])['‘’‚‛]", "$1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a\nb", "a\rb", "a\0b", "a\u2028b", "a\u0085b", "a\u202Eb", "\uD800"})
  void aNameThatCouldEndALineIsRefused(String name) {
    assertThatThrownBy(() -> new GroupPolicyScript(name))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Group Policy Management Console");
  }

  @Test
  void nothingThatFailsIsHiddenButThatThereIsNoValue() {
    assertThat(notConfigured(new GroupPolicyScript("Sales")))
        .contains("$ErrorActionPreference = 'Stop'", "} catch [System.ArgumentException] {")
        .doesNotContain("SilentlyContinue");
    assertThat(notConfigured(new RegistryScript()))
        .contains("$ErrorActionPreference = 'Stop'")
        .containsPattern("} catch \\[.*ItemNotFoundException],\\s+\\[.*PSArgumentException] \\{")
        .doesNotContain("SilentlyContinue");
  }

  private static String notConfigured(Form script) {
    return new String(script.write(PolicyState.NOT_CONFIGURED), StandardCharsets.UTF_8);
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> new GroupPolicyScript("a".repeat(256)))
        .hasMessageContaining("longer than 255");
  }

  @Test
  void aScriptThatWasTouchedIsRefusedAtTheFirstDifference() {
    var touched = text(new RegistryScript()).replace("-Value 0 -Force", "-Value 0 -Force; calc");

    assertThatThrownBy(() -> new RegistryScript().read("a.ps1", bytes(touched)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("a.ps1, line 14, column 95: ");
  }

  @Test
  void aLineTooManyIsRefused() {
    var longer = text(new RegistryScript()) + "calc\n";

    assertThatThrownBy(() -> new RegistryScript().read("a.ps1", bytes(longer)))
        .hasMessageStartingWith("a.ps1, line 16, column 1: ")
        .hasMessageContaining("Write it anew.");
  }

  @Test
  void lineEndsAndTheByteOrderMarkAreNoDifference() {
    var plain = text(new RegistryScript()).substring(1).replace("\r\n", "\n");

    assertThat(new RegistryScript().read("a.ps1", bytes(plain))).isEqualTo(PolicyState.DISABLED);
  }

  @Test
  void aScriptForAnotherObjectIsRefused() {
    var script = new GroupPolicyScript("Sales").write(PolicyState.ENABLED);

    assertThatThrownBy(() -> new GroupPolicyScript("Finance").read("a.ps1", script))
        .hasMessageContaining("here it has “$null = Get-GPO -Name 'Finance'”");
  }

  private static String text(Form form) {
    return new String(form.write(PolicyState.DISABLED), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
