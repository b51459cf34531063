package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a megabyte, made of what could take longest. */
@Tag("M63")
class LargeFileTests {

  private static final int SIZE = 1_000_000;
  private static final String KEY = "REGEDIT4\n[HKEY_CURRENT_USER\\K]\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        ";\n",
        "\"a\"=-\n",
        "\"a\"=hex:00,\\\n  ",
        "[HKEY_CURRENT_USER\\K]\n",
        "\"",
        "\\",
        "["
      })
  @Timeout(10)
  void aLongRegFileIsReadOrRefusedSoon(String again) {
    var file = fill(KEY, again);

    assertReadOrRefused(() -> RegFile.settings("a.reg", file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00,", "\\\n"})
  @Timeout(10)
  void longDataAreReadOrRefusedSoon(String again) {
    var file = fill(KEY + "\"a\"=hex:", again);

    assertReadOrRefused(() -> RegFile.settings("a.reg", file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        ";\n",
        "User\nK\na\nDELETE\n",
        "User\nK\\L\na\nDWORD:1\nUser\nK\n*\nCLEAR\n"
      })
  @Timeout(10)
  void longLgpoTextIsReadOrRefusedSoon(String again) {
    var file = fill("", again);

    assertReadOrRefused(() -> LgpoText.settings("a.txt", file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BINARY:00", "MULTISZ:a", "DWORD:", "EXSZ:"})
  @Timeout(10)
  void aLongLineOfLgpoTextIsReadOrRefusedSoon(String action) {
    var file = fill("User\nK\na\n" + action, action.startsWith("MULTI") ? "\\0a" : ",00");

    assertReadOrRefused(() -> LgpoText.settings("a.txt", file));
  }

  private static byte[] fill(String start, String again) {
    return (start + again.repeat((SIZE - start.length()) / again.length()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void assertReadOrRefused(Supplier<Settings> reading) {
    try {
      assertThat(reading.get().settings()).isNotNull();
    } catch (InvalidInput refused) {
      assertThat(refused).message().hasSizeLessThan(500);
    }
  }
}
