package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M41")
class PlainTextTests {

  @ParameterizedTest
  @ValueSource(
      strings = {"Chloé Marchand", "Nguyễn Văn An", "李小龙", "مريم", "O’Brien & Sons <3", "👩🏽 Ada"})
  void leavesNamesOfTheWorldAsTheyAre(String name) {
    assertThat(PlainText.line(name)).isEqualTo(name);
  }

  @Test
  void takesOutWhatRearrangesOrHidesText() {
    assertThat(PlainText.line("\u202Etxt.exe\u202C \u2066a\u2069\u200B\u200E\uFEFFb\u00AD"))
        .isEqualTo("txt.exe ab");
  }

  @Test
  void makesOneLineOfSeveral() {
    assertThat(PlainText.line(" a\r\n\tb\u2028c\u0000d\u0085e ")).isEqualTo("a b c d e");
  }

  @Test
  void dropsHalvesOfCharactersAndPrivateOnes() {
    assertThat(PlainText.line("a\uD83Db\uE000c\uDB80\uDC00d")).isEqualTo("abcd");
  }

  @Test
  void cutsAtItsPlaceWithoutSplittingACharacter() {
    var cut = PlainText.line("😀".repeat(1_000));

    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(PlainText.LONGEST_LINE);
    assertThat(cut).startsWith("😀").endsWith("😀…");
  }

  @Test
  void textOfNothingVisibleIsAbsent() {
    assertThat(PlainText.line(Optional.of(" \u200B\u202E\n"))).isEmpty();
    assertThat(PlainText.paragraph(Optional.of("\u0007"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4",
        "http://www.linkedin.com/in/ada",
        "https:/in/ada",
        "https:in",
        "//www.linkedin.com/in/ada",
        "/in/ada",
        "https://www.linkedin.com@evil.example/in/ada",
        "file:///etc/passwd",
        "blob:https://www.linkedin.com/1",
        "mailto:ada@example.com"
      })
  void refusesLinksThatAreNotHttpsToAPlainHost(String link) {
    assertThat(PlainText.link(Optional.of(URI.create(link)))).isEmpty();
  }

  @Test
  void keepsALinkToAProfile() {
    var link = Optional.of(URI.create("https://www.linkedin.com/in/ada"));

    assertThat(PlainText.link(link)).isEqualTo(link);
  }
}
