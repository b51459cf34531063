package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Random histories of edges, cycles and all, against sets that are searched naively. */
@EntenteTest
@Tag("M7")
class MembershipHistoryTests {

  private static final int STEPS = 60;
  private static final List<UserId> PEOPLE = ids(1, 5).map(UserId::new).toList();
  private static final List<GroupId> GROUPS = ids(2, 6).map(GroupId::new).toList();

  private static final Comparator<GroupId> BY_ID = Comparator.comparing(GroupId::value);

  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Map<GroupId, Set<UserId>> people = new TreeMap<>(BY_ID);
  private final Map<GroupId, Set<GroupId>> nested = new TreeMap<>(BY_ID);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void membershipIsRightAfterEveryChange(long seed) {
    var random = new Random(seed);
    PEOPLE.forEach(it -> apply(List.of(person(it))));
    GROUPS.forEach(it -> apply(List.of(group(it))));

    for (var step = 0; step < STEPS; step++) {
      var changes = changes(random);
      apply(changes);

      for (var group : GROUPS) {
        assertThat(effective(group)).as("after %s", changes).isEqualTo(reference(group));
      }
      var asked = pick(random, PEOPLE);
      assertThat(Members.groupsOf(search, tenant, asked))
          .extracting(Group::id)
          .containsExactlyInAnyOrderElementsOf(
              people.keySet().stream().filter(it -> reference(it).contains(asked)).toList());
    }
  }

  /** One group made or removed, or up to three changes of members. */
  private List<DirectoryChange> changes(Random random) {
    var group = pick(random, GROUPS);
    if (!people.containsKey(group)) {
      return List.of(group(group));
    }
    if (random.nextInt(8) == 0) {
      people.remove(group);
      nested.remove(group);
      nested.values().forEach(it -> it.remove(group));
      return List.of(new RemoveGroup(group));
    }
    return Stream.generate(() -> change(random, pick(random, List.copyOf(people.keySet()))))
        .limit(random.nextInt(1, 4))
        .toList();
  }

  /** Makes the change in the reference, too. */
  private DirectoryChange change(Random random, GroupId group) {
    var persons = random.nextBoolean() ? List.of(pick(random, PEOPLE)) : List.<UserId>of();
    var groups = some(random);
    return switch (random.nextInt(7)) {
      case 0, 1, 2, 3 -> {
        people(group).addAll(persons);
        nested(group).addAll(groups);
        yield new AddMembers(group, persons, groups);
      }
      case 4, 5 -> {
        people(group).removeAll(persons);
        nested(group).removeAll(groups);
        yield new RemoveMembers(group, persons, groups);
      }
      default -> {
        people.put(group, new HashSet<>(persons));
        nested.put(group, new HashSet<>(groups));
        yield new SetMembers(group, persons, groups);
      }
    };
  }

  private List<GroupId> some(Random random) {
    var group = pick(random, GROUPS);
    return people.containsKey(group) ? List.of(group) : List.of();
  }

  private Set<UserId> people(GroupId group) {
    return people.computeIfAbsent(group, _ -> new HashSet<>());
  }

  private Set<GroupId> nested(GroupId group) {
    return nested.computeIfAbsent(group, _ -> new HashSet<>());
  }

  private Set<UserId> effective(GroupId group) {
    return new HashSet<>(Members.all(search, tenant, group).stream().map(Person::id).toList());
  }

  private Set<UserId> reference(GroupId group) {
    var within = new HashSet<UserId>();
    search(group, new HashSet<>(), within);
    return within;
  }

  private void search(GroupId group, Set<GroupId> seen, Set<UserId> within) {
    if (people.containsKey(group) && seen.add(group)) {
      within.addAll(people(group));
      nested(group).forEach(it -> search(it, seen, within));
    }
  }

  private void apply(List<DirectoryChange> changes) {
    directory.apply(tenant, Owner.SCIM, changes, new Actor.Server());
  }

  private PutGroup group(GroupId id) {
    people(id);
    nested(id);
    return new PutGroup(new Group(id, "Group " + id, Optional.empty(), Group.Kind.SECURITY));
  }

  private static PutPerson person(UserId id) {
    return new PutPerson(
        new Person(
            id,
            id + "@x.example",
            "Person " + id,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true));
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Stream<UUID> ids(long kind, int count) {
    return IntStream.range(0, count).mapToObj(it -> new UUID(kind, it));
  }
}
