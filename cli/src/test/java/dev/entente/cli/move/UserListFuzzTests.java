package dev.entente.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.cli.terminal.Trouble;
import org.junit.jupiter.api.Tag;

/** Any bytes at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M9")
class UserListFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyFileIsReadOrRefused(byte[] file) {
    try {
      var list = UserList.read("users.csv", file);

      assertThat(list.rows().stream().map(UserList.Row::user)).doesNotHaveDuplicates();
      assertThat(list.duplicates()).isNotNegative();
    } catch (Trouble refused) {
      assertThat(refused.what()).isNotBlank();
    }
  }
}
