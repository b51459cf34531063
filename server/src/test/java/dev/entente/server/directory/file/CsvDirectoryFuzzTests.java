package dev.entente.server.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/**
 * Any two texts at all, with an empty line between them; for a minute with {@code bin/test --long},
 * else the seeds only.
 */
@Tag("M76")
class CsvDirectoryFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyFilesAreReadOrRefused(byte[] bytes) {
    var files = new String(bytes, StandardCharsets.UTF_8).split("\n\n", 2);
    try {
      var load = Load.of(CsvDirectory.read(files[0], files.length == 1 ? "" : files[1]));

      assertThat(load.people()).extracting(Person::id).doesNotHaveDuplicates();
      assertThat(load.people())
          .extracting(Person::userPrincipalName)
          .noneMatch(String::isBlank)
          .allMatch(it -> it.indexOf('\0') < 0);
      assertThat(load.groups()).extracting(Group::id).doesNotHaveDuplicates();
      assertThat(load.members())
          .hasSameSizeAs(load.groups())
          .allSatisfy(it -> namesWhomItHas(it, load));
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo(Problem.Code.INVALID_REQUEST);
      assertThat(refused.message()).isNotBlank();
    }
  }

  private static void namesWhomItHas(SetMembers members, Load load) {
    assertThat(load.people()).extracting(Person::id).containsAll(members.people());
    assertThat(load.groups()).extracting(Group::id).containsAll(members.groups());
  }
}
