package dev.entente.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.cli.move.UserList.Row;
import dev.entente.cli.terminal.Trouble;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** Any bytes at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M9")
class UserListFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyFileIsReadOrRefused(byte[] file) {
    try {
      var list = UserList.read("users.csv", file);

      namesOnlyWhomTheFileNames(list, file);
      tellsOfEachLineOnce(list, file);
      findsTheSameInWhatItFound(list);
    } catch (Trouble refused) {
      assertThat(refused.what()).isNotBlank();
    }
  }

  private static void namesOnlyWhomTheFileNames(UserList list, byte[] file) {
    var text = text(file).toLowerCase(Locale.ROOT);

    assertThat(users(list)).doesNotHaveDuplicates().allMatch(text::contains);
  }

  private static void tellsOfEachLineOnce(UserList list, byte[] file) {
    var lines =
        Stream.concat(
                list.rows().stream().map(Row::line), list.unreadable().stream().map(Failure::line))
            .toList();

    assertThat(lines)
        .doesNotHaveDuplicates()
        .allMatch(it -> it >= 1 && it <= text(file).lines().count());
    assertThat(lines.size() + list.duplicates())
        .isLessThanOrEqualTo((int) text(file).lines().count());
    assertThat(list.duplicates()).isNotNegative();
  }

  private static void findsTheSameInWhatItFound(UserList list) {
    var written = users(list).stream().collect(Collectors.joining("\n", "user\n", "\n"));

    var again = UserList.read("users.csv", written.getBytes(StandardCharsets.UTF_8));

    assertThat(users(again)).isEqualTo(users(list));
    assertThat(again.unreadable()).isEmpty();
  }

  private static List<String> users(UserList list) {
    return list.rows().stream().map(it -> it.user().toString()).toList();
  }

  private static String text(byte[] file) {
    return Encoding.decode(file).orElseThrow();
  }
}
