package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.entente.server.kernel.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M7")
class MembershipRuleTests {

  @Test
  void valuesAreParametersAndNeverText() {
    var rule = MembershipRule.parse("user.department -eq \"Sales' OR true --\"");

    assertThat(rule.condition(""))
        .isEqualTo("coalesce(lower(p.department) = lower(:rule0), false)");
    assertThat(rule.parameters("")).containsEntry("rule0", "Sales' OR true --");
  }

  @Test
  void aBacktickQuotesTheNextCharacter() {
    assertThat(MembershipRule.parse("user.jobTitle -eq \"the `\"boss`\"\"").parameters(""))
        .containsEntry("rule0", "the \"boss\"");
  }

  @Test
  void notBindsTighterThanAndAndThatTighterThanOr() {
    var condition =
        MembershipRule.parse(
                "user.mail -eq null -or -not user.mail -eq null -and user.accountEnabled -eq true")
            .condition("");

    assertThat(condition).isEqualTo("(p.mail IS NULL OR (NOT (p.mail IS NULL) AND p.enabled))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          user.department                        | cannot be read: line 1, character 16
          user.department -eq                    | cannot be read: line 1, character 20
          user.department -eq "Sales             | cannot be read: line 1, character 21
          user.department -match "^S"            | cannot be read: line 1, character 17
          user.department -in []                 | cannot be read: line 1, character 22
          (user.department -eq "Sales"           | cannot be read: line 1, character 29
          user.department -eq "a" ; DROP         | cannot be read: line 1, character 25
          user.shoeSize -eq "44"                 | knows only user.accountEnabled
          user.accountEnabled -eq "yes"          | wants true or false here: line 1, character 25
          user.accountEnabled -contains "t"      | knows only user.accountEnabled
          user.department -eq true               | wants a text or null here: line 1, character 21
          """)
  void aFaultIsNamedWithItsPlace(String rule, String message) {
    assertThatThrownBy(() -> MembershipRule.parse(rule))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyRuleIsNone() {
    assertThatThrownBy(() -> MembershipRule.parse("")).isInstanceOf(Problem.class);
  }

  @Test
  void lengthAndDepthAreBounded() {
    var one = "user.mail -eq null";

    assertThatThrownBy(() -> MembershipRule.parse("(".repeat(33) + one + ")".repeat(33)))
        .hasMessageContaining("is nested 32 deep at most: line 1, character 33");
    assertThatThrownBy(() -> MembershipRule.parse("-not ".repeat(33) + one))
        .hasMessageContaining("has 32 -not at most");
    assertThatThrownBy(() -> MembershipRule.parse("(".repeat(10_000)))
        .hasMessageContaining("has 3072 characters at most");
    assertThatCode(
            () ->
                MembershipRule.parse(
                    "(".repeat(32) + one + ")".repeat(32) + (" -or " + one).repeat(100)))
        .doesNotThrowAnyException();
  }

  @FuzzTest(maxDuration = "60s")
  void anyTextIsReadOrRefused(@NotNull String text) {
    try {
      assertThat(MembershipRule.parse(text).condition("")).isNotBlank();
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo(Problem.Code.INVALID_REQUEST);
    }
  }
}
