package dev.entente.server.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Any text at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M76")
class LdifDirectoryFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyLdifIsReadOrRefused(byte[] file) {
    try {
      var load = Load.of(LdifDirectory.read(new String(file, StandardCharsets.UTF_8)));

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
