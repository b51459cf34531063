package dev.entente.grouppolicy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.entente.grouppolicy.InvalidInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M60")
class TemplateNameTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entente.admx",
        "en-US/entente.adml",
        "sr-Latn-RS/office16.adml",
        "Windows Defender (2).admx",
        "Médias_1.2.admx",
        "zh-TW/firefox.adml"
      })
  void takesTheNamesOfTemplates(String name) {
    assertThat(TemplateName.parse(name)).hasToString(name);
  }

  @Test
  void takesEitherSlashAndEitherCase() {
    assertThat(TemplateName.parse("en-US\\Entente.ADML")).hasToString("en-US/Entente.adml");
  }

  @Test
  void putsTextsBeforeTemplates() {
    assertThat(TemplateName.parse("en-US/z.adml"))
        .isLessThan(TemplateName.parse("a.admx"))
        .isGreaterThan(TemplateName.parse("de-DE/z.adml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        ".admx",
        "../x.admx",
        "..\\x.admx",
        "../../en-US/x.adml",
        "/x.admx",
        "/etc/x.adml",
        "C:\\x.adml",
        "C:x.admx",
        "en-US/../x.adml",
        "../x.adml",
        "./x.adml",
        "en-US/sub/x.adml",
        "en-US/x.admx",
        "x.adml",
        "x.admx:stream.admx",
        "x.admx ",
        "x .admx",
        " x.admx",
        "x..admx",
        ".x.admx",
        "~x.admx",
        "x\r\ny.admx",
        "x\ny.admx",
        "x\0.admx",
        "x\u202e.admx",
        "x*.admx",
        "x?.admx",
        "\"x\".admx",
        "x|y.admx",
        "CON.admx",
        "nul.admx",
        "Aux.x.admx",
        "COM1.admx",
        "lpt9.admx",
        "COM¹.admx",
        "CON/x.adml",
        "en_US/x.adml",
        "en-US\r\n/x.adml"
      })
  void refusesEveryOtherName(String name) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> TemplateName.parse(name))
        .satisfies(
            refused -> {
              assertThat(refused.what()).startsWith("It is ");
              assertThat(refused.mend()).contains("entente.admx");
              assertThat(refused.getMessage()).doesNotContain("\r", "\n", "\0");
            });
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> TemplateName.parse("x".repeat(200) + ".admx"));
  }
}
