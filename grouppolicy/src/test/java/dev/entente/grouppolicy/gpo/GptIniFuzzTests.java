package dev.entente.grouppolicy.gpo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.grouppolicy.InvalidInput;
import org.junit.jupiter.api.Tag;

/** Any bytes at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M61")
class GptIniFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyFileIsRefusedOrKeptButForItsVersion(byte[] bytes) {
    try {
      var file = GptIni.read("GPT.INI", bytes);
      var other = new GpoVersion(4321, 1234);
      var changed = GptIni.read("GPT.INI", file.with(other).toBytes());

      assertThat(file.toBytes()).isEqualTo(bytes);
      assertThat(changed).isEqualTo(file.with(other));
      assertThat(changed.version()).isEqualTo(other);
      assertThat(GptIni.read("GPT.INI", changed.with(file.version()).toBytes()).version())
          .isEqualTo(file.version());
    } catch (InvalidInput refused) {
      assertThat(refused.what()).isNotBlank();
      assertThat(refused.mend()).isNotBlank();
    }
  }
}
