package dev.entente.server.directory;

import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a list of changes comes to: of several about the same thing the last one. */
final class Batch {

  private final Map<UserId, Optional<PutPerson>> people = new LinkedHashMap<>();
  private final Map<GroupId, Optional<PutGroup>> groups = new LinkedHashMap<>();
  private final Map<GroupId, Roster> rosters = new LinkedHashMap<>();

  private Batch() {}

  static Batch of(List<DirectoryChange> changes) {
    var batch = new Batch();
    changes.forEach(batch::take);
    return batch;
  }

  /** A person to put, or empty for one who has left. */
  Map<UserId, Optional<PutPerson>> people() {
    return people;
  }

  /** A group to put, or empty for one that is gone. */
  Map<GroupId, Optional<PutGroup>> groups() {
    return groups;
  }

  /** Groups whose members here are all that they have. */
  List<GroupId> whole() {
    return rosters.entrySet().stream()
        .filter(it -> it.getValue().whole)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Member> members() {
    var members = new ArrayList<Member>();
    rosters.forEach((group, roster) -> members.addAll(roster.members(group.value())));
    return members;
  }

  /** A member to add or, where {@code removed}, to take out. */
  record Member(UUID group, Optional<UUID> person, Optional<UUID> nested, boolean removed) {}

  private void take(DirectoryChange change) {
    switch (change) {
      case PutPerson put -> people.put(put.person().id(), Optional.of(put));
      case RemovePerson(var person) -> {
        people.put(person, Optional.empty());
        rosters.values().forEach(it -> it.removedPeople.remove(person));
      }
      case PutGroup put -> groups.put(put.group().id(), Optional.of(put));
      case RemoveGroup(var group) -> {
        groups.put(group, Optional.empty());
        rosters.values().forEach(it -> it.removedGroups.remove(group));
        rosters.put(group, new Roster(true));
      }
      case AddMembers(var group, var added, var nested) -> roster(group).put(added, nested, false);
      case RemoveMembers(var group, var gone, var nested) -> roster(group).put(gone, nested, true);
      case SetMembers(var group, var all, var nested) -> {
        rosters.put(group, new Roster(true));
        roster(group).put(all, nested, false);
      }
    }
  }

  private Roster roster(GroupId group) {
    return rosters.computeIfAbsent(group, _ -> new Roster(false));
  }

  private static final class Roster {

    private final boolean whole;
    private final Map<UserId, Boolean> removedPeople = new LinkedHashMap<>();
    private final Map<GroupId, Boolean> removedGroups = new LinkedHashMap<>();

    Roster(boolean whole) {
      this.whole = whole;
    }

    void put(List<UserId> people, List<GroupId> groups, boolean removed) {
      people.forEach(it -> removedPeople.put(it, removed));
      groups.forEach(it -> removedGroups.put(it, removed));
    }

    List<Member> members(UUID group) {
      var members = new ArrayList<Member>(removedPeople.size() + removedGroups.size());
      removedPeople.forEach(
          (person, removed) ->
              members.add(
                  new Member(group, Optional.of(person.value()), Optional.empty(), removed)));
      removedGroups.forEach(
          (nested, removed) ->
              members.add(
                  new Member(group, Optional.empty(), Optional.of(nested.value()), removed)));
      return members;
    }
  }
}
