package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.grouppolicy.InvalidInput;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a megabyte, made of what could take longest. */
@Tag("M63")
class LargeFileTests {

  private static final int SIZE = 1_000_000;
  private static final String KEY = "REGEDIT4\n[HKEY_CURRENT_USER\\K]\n";

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", ";\n", "\"a\"=-\n", "\"a\"=hex:00,\\\n  \n", "[HKEY_CURRENT_USER\\K]\n"})
  @Timeout(10)
  void aLongRegFileIsReadSoon(String again) {
    var file = fill(KEY, again);

    assertThat(RegFile.settings("a.reg", file).settings()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"a\"=hex:00,\\\n  ", "\\", "["})
  @Timeout(10)
  void aLongRegFileIsRefusedSoon(String again) {
    var file = fill(KEY, again);

    assertRefused(() -> RegFile.settings("a.reg", file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00,", "\\\n"})
  @Timeout(10)
  void longDataAreReadSoon(String again) {
    var file = fill(KEY + "\"a\"=hex:", again);

    assertThat(RegFile.settings("a.reg", file).settings()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'\n',0", "';\n',0", "'User\nK\na\nDELETE\n',62500"})
  @Timeout(10)
  void longLgpoTextIsReadSoon(String again, int settings) {
    var file = fill("", again.replace("\\n", "\n"));

    assertThat(LgpoText.settings("a.txt", file).settings()).hasSize(settings);
  }

  @Test
  @Timeout(10)
  void whatIsClearedManyTimesIsReadSoon() {
    var file = fill("", "User\nK\\L\na\nDWORD:1\nUser\nK\n*\nCLEAR\n");

    assertThat(LgpoText.settings("a.txt", file).settings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"BINARY:00,',00'", "MULTISZ:a,\\0a", "EXSZ:,',00'"})
  @Timeout(10)
  void aLongLineOfLgpoTextIsReadSoon(String action, String again) {
    var file = fill("User\nK\na\n" + action, again);

    assertThat(LgpoText.settings("a.txt", file).settings()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void aLongNumberIsRefusedSoon() {
    var file = fill("User\nK\na\nDWORD:", "00");

    assertRefused(() -> LgpoText.settings("a.txt", file));
  }

  private static byte[] fill(String start, String again) {
    return (start + again.repeat((SIZE - start.length()) / again.length()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(ThrowingCallable reading) {
    assertThatThrownBy(reading).isInstanceOf(InvalidInput.class).message().hasSizeLessThan(500);
  }
}
