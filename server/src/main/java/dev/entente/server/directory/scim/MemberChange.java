package dev.entente.server.directory.scim;

import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a client says about a group's members, before it is known which of them are groups. */
record MemberChange(Kind kind, List<UUID> ids) {

  enum Kind {
    ADD,
    REMOVE,
    SET
  }

  MemberChange {
    ids = List.copyOf(ids);
  }

  /**
   * @param groups those of the ids that are groups'; the others are people's
   */
  DirectoryChange of(GroupId group, Set<UUID> groups) {
    var people = ids.stream().filter(it -> !groups.contains(it)).map(UserId::new).toList();
    var nested = ids.stream().filter(groups::contains).map(GroupId::new).toList();
    return switch (kind) {
      case ADD -> new DirectoryChange.AddMembers(group, people, nested);
      case REMOVE -> new DirectoryChange.RemoveMembers(group, people, nested);
      case SET -> new DirectoryChange.SetMembers(group, people, nested);
    };
  }
}
