package dev.entente.server.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import java.util.List;
import java.util.function.Supplier;

/** What holds of every file whatever is in it: it is a whole directory, or it is refused. */
final class ReadOrRefused {

  private ReadOrRefused() {}

  static void verify(Supplier<List<DirectoryChange>> reading) {
    try {
      verifyWhole(Load.of(reading.get()));
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo(Problem.Code.INVALID_REQUEST);
      assertThat(refused.message()).isNotBlank();
    }
  }

  private static void verifyWhole(Load load) {
    assertThat(load.people()).extracting(Person::id).doesNotHaveDuplicates();
    assertThat(load.people())
        .extracting(Person::userPrincipalName)
        .noneMatch(String::isBlank)
        .allMatch(it -> it.indexOf('\0') < 0);
    assertThat(load.groups()).extracting(Group::id).doesNotHaveDuplicates();
    assertThat(load.members()).hasSameSizeAs(load.groups()).allSatisfy(it -> verifyKnown(it, load));
  }

  private static void verifyKnown(SetMembers members, Load load) {
    assertThat(load.people()).extracting(Person::id).containsAll(members.people());
    assertThat(load.groups()).extracting(Group::id).containsAll(members.groups());
  }
}
