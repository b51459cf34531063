package dev.entente.grouppolicy.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.grouppolicy.InvalidInput;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes are refused or read, and what was read is written so that it reads the same; for a
 * minute with {@code bin/test --long}, else the seeds only.
 */
@Tag("M63")
class ReadersFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyRegFileIsReadOrRefused(byte[] file) {
    try {
      var settings = RegFile.settings("a.reg", file);

      assertThat(RegFile.settings("b.reg", RegFile.write(settings))).isEqualTo(settings);
    } catch (InvalidInput refused) {
      assertThat(refused.place().file()).isEqualTo("a.reg");
    }
  }

  @FuzzTest(maxDuration = "60s")
  void anyLgpoTextIsReadOrRefused(byte[] file) {
    try {
      var settings = LgpoText.settings("a.txt", file);

      assertThat(LgpoText.settings("b.txt", LgpoText.write(settings))).isEqualTo(settings);
    } catch (InvalidInput refused) {
      assertThat(refused.place().file()).isEqualTo("a.txt");
    }
  }
}
