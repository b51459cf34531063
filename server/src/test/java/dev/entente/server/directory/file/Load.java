package dev.entente.server.directory.file;

import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import java.util.List;

/** What a file says, by sort of thing. */
record Load(List<PutPerson> puts, List<Group> groups, List<SetMembers> members) {

  static Load of(List<DirectoryChange> changes) {
    return new Load(
        only(PutPerson.class, changes),
        only(PutGroup.class, changes).stream().map(PutGroup::group).toList(),
        only(SetMembers.class, changes));
  }

  List<Person> people() {
    return puts.stream().map(PutPerson::person).toList();
  }

  private static <T> List<T> only(Class<T> sort, List<DirectoryChange> changes) {
    return changes.stream().filter(sort::isInstance).map(sort::cast).toList();
  }
}
