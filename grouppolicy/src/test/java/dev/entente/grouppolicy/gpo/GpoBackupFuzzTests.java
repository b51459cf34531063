package dev.entente.grouppolicy.gpo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.grouppolicy.InvalidInput;
import org.junit.jupiter.api.Tag;

/** Any bytes at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M61")
class GpoBackupFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyArchiveIsRefusedOrComesBackFromAnArchiveOfOurs(byte[] zip) {
    try {
      for (var backup : GpoBackup.read("backup.zip", zip)) {
        assertThat(GpoBackup.read("again.zip", backup.toZip())).containsExactly(backup);
      }
    } catch (InvalidInput refused) {
      assertThat(refused.what()).isNotBlank();
      assertThat(refused.mend()).isNotBlank();
    }
  }
}
