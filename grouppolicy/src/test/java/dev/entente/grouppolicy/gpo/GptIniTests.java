package dev.entente.grouppolicy.gpo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M61")
@DisplayName("[MS-GPOL] §2.2.4, gpt.ini")
class GptIniTests {

  private static final GpoVersion VERSION = new GpoVersion(2, 1);

  @Test
  void writesANewFileAsSambaDoes() {
    assertThat(GptIni.of(GpoVersion.NONE).toBytes())
        .isEqualTo("[General]\r\nVersion=0\r\n".getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[General]\r\nVersion=131073\r\ndisplayName=New Group Policy Object\r\n",
        "[General]\nVersion=131073",
        "[General]\rVersion=131073\r",
        "[GENERAL] \r\n\r\n; by hand\r\ndisplayName=Büro\r\n \tversion\t=  131073 \r\n",
        "[Other]\r\nVersion=7\r\n[General]\r\nVersion=131073\r\n[General]\r\nVersion=9\r\n",
        "Version=5\r\n[ general ]\r\nNoSeparator\r\nVersion=131073\r\nVersion=6\r\n[X]\r\nY=\u0000"
      })
  void findsTheVersionAndKeepsAllElse(String text) {
    var file = GptIni.read("GPT.INI", text.getBytes(ISO_8859_1));

    assertThat(file.version()).isEqualTo(VERSION);
    assertThat(file.with(new GpoVersion(3, 1)).toBytes())
        .isEqualTo(text.replace("131073", "196609").getBytes(ISO_8859_1));
  }

  static Stream<Charset> unicode() {
    return Stream.of(UTF_8, UTF_16LE, UTF_16BE);
  }

  @ParameterizedTest
  @MethodSource("unicode")
  void keepsTheEncodingThatAMarkDeclares(Charset charset) {
    var text = "\uFEFF[General]\r\nVersion=131073\r\ndisplayName=日本\r\n";

    var changed = GptIni.read("GPT.INI", text.getBytes(charset)).with(new GpoVersion(65_535, 0));

    assertThat(changed.toBytes()).isEqualTo(text.replace("131073", "-65536").getBytes(charset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-65535", "4294901761"})
  void readsALargeVersionWithASignAndWithout(String number) {
    var file = GptIni.read("GPT.INI", ("[General]\nVersion=" + number).getBytes(ISO_8859_1));

    assertThat(file.version()).isEqualTo(new GpoVersion(65_535, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0x10", "1.5", "4294967296", "-2147483649", "99999999999"})
  void refusesAVersionThatIsNoNumberOf32Bits(String number) {
    var bytes = ("[General]\n Version = " + number).getBytes(ISO_8859_1);

    assertThatThrownBy(() -> GptIni.read("GPT.INI", bytes))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            it ->
                assertThat(it.place())
                    .isIn(new AtLine("GPT.INI", 2, 12), new AtLine("GPT.INI", 2, 13)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Version=1", "[Other]\nVersion=1", "[General]\ndisplayName=x", "["})
  void refusesAFileWithoutAVersion(String text) {
    assertThatThrownBy(() -> GptIni.read("GPT.INI", text.getBytes(ISO_8859_1)))
        .isInstanceOfSatisfying(
            InvalidInput.class, it -> assertThat(it.place()).isEqualTo(new InFile("GPT.INI")));
  }

  @Test
  void refusesHalfACharacter() {
    assertThatThrownBy(() -> GptIni.read("GPT.INI", new byte[] {(byte) 0xFF, (byte) 0xFE, 0x5B}))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("within a character");
  }
}
