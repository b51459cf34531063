package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a source, or a caller of the API, says about people and groups. Changes are taken
 * in order; of several about the same thing the last one counts. What is removed and put again in
 * one go was never gone for those who hold it as a member.
 */
public sealed interface DirectoryChange {

  /**
   * The person is so from now on, wholly: what is empty here is empty then.
   *
   * @param person its manager need not be in the directory (yet)
   */
  record PutPerson(Person person, Optional<Photo> photo, Optional<SourceEntry> entry)
      implements DirectoryChange {

    public PutPerson(Person person, Optional<Photo> photo) {
      this(person, photo, Optional.empty());
    }

    public PutPerson(Person person) {
      this(person, Optional.empty());
    }
  }

  /** The person has left, and with them their memberships. */
  record RemovePerson(UserId person) implements DirectoryChange {}

  /** The group is so from now on; its members stay as they are. */
  record PutGroup(Group group, Optional<SourceEntry> entry) implements DirectoryChange {

    public PutGroup(Group group) {
      this(group, Optional.empty());
    }
  }

  /** The group is gone, and with it its memberships in both directions. */
  record RemoveGroup(GroupId group) implements DirectoryChange {}

  /** These are members too. */
  record AddMembers(GroupId group, List<UserId> people, List<GroupId> groups)
      implements DirectoryChange {
    public AddMembers {
      people = List.copyOf(people);
      groups = List.copyOf(groups);
    }
  }

  /** These are not members any longer, if they were. */
  record RemoveMembers(GroupId group, List<UserId> people, List<GroupId> groups)
      implements DirectoryChange {
    public RemoveMembers {
      people = List.copyOf(people);
      groups = List.copyOf(groups);
    }
  }

  /** These and no others are members. */
  record SetMembers(GroupId group, List<UserId> people, List<GroupId> groups)
      implements DirectoryChange {
    public SetMembers {
      people = List.copyOf(people);
      groups = List.copyOf(groups);
    }
  }
}
