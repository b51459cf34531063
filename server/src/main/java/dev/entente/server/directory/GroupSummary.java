package dev.entente.server.directory;

import java.util.List;

/**
 * A group as an administrator wants to see it before selecting it (mission row M7).
 *
 * @param directPeople people who are members themselves
 * @param directGroups groups that are members
 * @param effectivePeople people who are members directly or through nested groups
 * @param complete false when counting was stopped: there are so many, or more
 * @param sample the first few of those counted by name
 */
public record GroupSummary(
    Group group,
    Owner owner,
    int directPeople,
    int directGroups,
    int effectivePeople,
    boolean complete,
    List<Person> sample) {

  public GroupSummary {
    sample = List.copyOf(sample);
  }
}
