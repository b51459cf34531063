package dev.entente.server.directory;

import dev.entente.server.kernel.UserId;
import java.util.Set;

/**
 * What really changed, once changes were applied: saying again what is known already is nothing.
 *
 * @param members memberships; {@code changed} is always 0 of them
 * @param removedPeople people who are gone
 */
public record DirectoryDelta(Count people, Count groups, Count members, Set<UserId> removedPeople) {

  public DirectoryDelta {
    removedPeople = Set.copyOf(removedPeople);
  }

  public boolean isEmpty() {
    return people.isNothing() && groups.isNothing() && members.isNothing();
  }

  Count of(Part part) {
    return switch (part) {
      case PEOPLE -> people;
      case GROUPS -> groups;
    };
  }

  DirectoryDelta withMembers(Count more) {
    return new DirectoryDelta(people, groups, members.plus(more), removedPeople);
  }

  /** How many rows of one kind came, changed and went. */
  public record Count(int added, int changed, int removed) {

    public boolean isNothing() {
      return added == 0 && changed == 0 && removed == 0;
    }

    Count plus(Count more) {
      return new Count(added + more.added, changed + more.changed, removed + more.removed);
    }

    @Override
    public String toString() {
      return "+%d ~%d -%d".formatted(added, changed, removed);
    }
  }
}
