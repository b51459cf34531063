package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.DirectoryDelta.Count;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A tenant of each test's own, with Mia in Inner, Inner in Outer, and Noa in none. */
@EntenteTest
@RecordApplicationEvents
@Tag("M7")
@Tag("M76")
class DirectoryChangesTests {

  private static final UserId MIA = new UserId(new UUID(1, 1));
  private static final UserId NOA = new UserId(new UUID(1, 2));
  private static final GroupId INNER = new GroupId(new UUID(2, 1));
  private static final GroupId OUTER = new GroupId(new UUID(2, 2));
  private static final GroupId TEAM = new GroupId(new UUID(2, 3));

  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;
  @Autowired private ApplicationEvents events;

  private final TenantId tenant = new TenantId(UUID.randomUUID());

  @Test
  void whatIsPutHoldsAndSayingItAgainChangesNothing() {
    var first = load();
    var second = load();

    assertThat(first.people()).isEqualTo(new Count(2, 0, 0));
    assertThat(first.groups()).isEqualTo(new Count(3, 0, 0));
    assertThat(first.members()).isEqualTo(new Count(2, 0, 0));
    assertThat(second.isEmpty()).isTrue();
    assertThat(Members.has(search, tenant, MIA, OUTER)).isTrue();
    assertThat(events.stream(DirectoryChanged.class)).hasSize(1);
  }

  @Test
  void aRenameChangesOneRowAndNamesMayBeSwapped() {
    load();

    var delta = apply(put(MIA, "noa", true), put(NOA, "mia", true));

    assertThat(delta.people()).isEqualTo(new Count(0, 2, 0));
    assertThat(directory.personByPrincipalName(tenant, "noa@x.example").map(Person::id))
        .contains(MIA);
  }

  @Test
  void whoIsRemovedIsNamedAndWhoIsDisabledIsNot() {
    load();

    var delta = apply(put(MIA, "mia", false), new RemovePerson(NOA));

    assertThat(delta.removedPeople()).isEqualTo(Set.of(NOA));
    assertThat(delta.people()).isEqualTo(new Count(0, 1, 1));
    assertThat(directory.person(tenant, NOA)).isEmpty();
  }

  @Test
  void aRemovedGroupTakesItsMembershipsAlong() {
    load();

    var delta = apply(new RemoveGroup(INNER));

    assertThat(delta.groups()).isEqualTo(new Count(0, 0, 1));
    assertThat(delta.members()).isEqualTo(new Count(0, 0, 2));
    assertThat(Members.has(search, tenant, MIA, OUTER)).isFalse();
  }

  @Test
  void ofSeveralChangesToOneMemberTheLastCounts() {
    load();

    var delta =
        apply(
            new AddMembers(OUTER, List.of(NOA), List.of()),
            new RemoveMembers(OUTER, List.of(NOA), List.of(INNER)),
            new AddMembers(OUTER, List.of(), List.of(INNER)),
            new SetMembers(INNER, List.of(NOA), List.of()));

    assertThat(delta.members()).isEqualTo(new Count(1, 0, 1));
    assertThat(Members.all(search, tenant, OUTER)).extracting(Person::id).containsExactly(NOA);
  }

  @Test
  void cyclesAreHarmless() {
    load();

    apply(new AddMembers(INNER, List.of(), List.of(OUTER)));

    assertThat(Members.has(search, tenant, MIA, OUTER)).isTrue();
    assertThat(Members.all(search, tenant, INNER)).hasSize(1);
    assertThat(Members.groupsOf(search, tenant, MIA)).hasSize(2);
  }

  @Test
  void aFullLoadOfOneOwnerLeavesTheOthersRows() {
    load();
    var made = new GroupId(UUID.randomUUID());
    directory.apply(
        tenant,
        Owner.ENTENTE,
        List.of(
            new PutGroup(new Group(made, "Made here", Optional.empty(), Group.Kind.SECURITY)),
            new AddMembers(made, List.of(MIA, NOA), List.of(INNER))),
        new Actor.Server());

    var delta =
        directory.replaceAll(
            tenant, Owner.LDAP, List.of(put(MIA, "mia", true)), new Actor.Server());

    assertThat(delta.people()).isEqualTo(new Count(0, 0, 1));
    assertThat(delta.groups()).isEqualTo(new Count(0, 0, 3));
    assertThat(Members.direct(search, tenant, made)).extracting(Person::id).containsExactly(MIA);
    assertThat(directory.ownerOf(tenant, made)).contains(Owner.ENTENTE);
  }

  @Test
  void anothersGroupIsReadOnlyAndItsOwnerIsNamed() {
    load();

    assertThatThrownBy(
            () ->
                directory.apply(
                    tenant,
                    Owner.ENTENTE,
                    List.of(new AddMembers(OUTER, List.of(NOA), List.of())),
                    new Actor.Server()))
        .isInstanceOf(Problem.class)
        .hasMessage("Outer belongs to the source ldap and is changed there.");
    assertThat(Members.has(search, tenant, NOA, OUTER)).isFalse();
  }

  @Test
  void unknownMembersAndUnknownGroupsAreRefusedAndNothingChanges() {
    load();
    var nobody = UUID.randomUUID();

    assertRefused("There is no user", add(OUTER, NOA), add(OUTER, new UserId(nobody)));
    assertRefused("There is no group", add(new GroupId(nobody), NOA));
    assertRefused("There is no group", nest(OUTER, new GroupId(nobody)));
    assertThat(Members.has(search, tenant, NOA, OUTER)).isFalse();
  }

  @Test
  void microsoft365GroupsDoNotNest() {
    load();

    assertRefused("Team is a Microsoft 365 group", nest(OUTER, TEAM));
    assertRefused("Team is a Microsoft 365 group", nest(TEAM, OUTER));
    assertRefused(
        "Inner is a Microsoft 365 group",
        new PutGroup(new Group(INNER, "Inner", Optional.empty(), Group.Kind.MICROSOFT_365)));
  }

  @Test
  void twoPeopleCannotHaveOneName() {
    load();

    assertRefused("the user principal name MIA@x.example", put(NOA, "MIA", true));
    assertRefused(
        "the user principal name",
        put(MIA, "zoe", true),
        put(new UserId(UUID.randomUUID()), "ZOE", true));
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    load();

    assertRefused(
        MIA + " has a userPrincipalName of more than 256 characters.",
        put(MIA, "m".repeat(250), true));
    assertRefused(
        INNER + " has a mail of more than 320 characters.",
        new PutGroup(new Group(INNER, "Inner", Optional.of("m".repeat(321)), Group.Kind.SECURITY)));
  }

  @Test
  void aSummaryTellsWhatAnAdministratorWantsToSee() {
    load();

    var summary = directory.summary(tenant, OUTER).orElseThrow();

    assertThat(summary.owner()).isEqualTo(Owner.LDAP);
    assertThat(summary.directPeople()).isZero();
    assertThat(summary.directGroups()).isEqualTo(1);
    assertThat(summary.effectivePeople()).isEqualTo(1);
    assertThat(summary.sample()).extracting(Person::id).containsExactly(MIA);
    assertThat(summary.complete()).isTrue();
    assertThat(directory.glance(tenant, OUTER)).contains(summary);
  }

  @Test
  void ofAVeryLargeGroupAGlanceCountsSome() {
    load();
    var crowd = LongStream.range(0, 1_500).mapToObj(it -> new UserId(new UUID(9, it))).toList();
    var changes = new ArrayList<DirectoryChange>();
    crowd.forEach(it -> changes.add(put(it, it.toString(), true)));
    changes.add(new AddMembers(INNER, crowd, List.of()));
    apply(changes.toArray(DirectoryChange[]::new));

    var glance = directory.glance(tenant, OUTER).orElseThrow();

    assertThat(glance.complete()).isFalse();
    assertThat(glance.effectivePeople()).isEqualTo(1_001);
    assertThat(glance.sample()).hasSize(5);
    assertThat(directory.summary(tenant, OUTER).orElseThrow().effectivePeople()).isEqualTo(1_501);
  }

  private DirectoryDelta load() {
    return apply(
        put(MIA, "mia", true),
        put(NOA, "noa", true),
        new PutGroup(new Group(INNER, "Inner", Optional.empty(), Group.Kind.SECURITY)),
        new PutGroup(new Group(OUTER, "Outer", Optional.empty(), Group.Kind.SECURITY)),
        new PutGroup(new Group(TEAM, "Team", Optional.empty(), Group.Kind.MICROSOFT_365)),
        new SetMembers(INNER, List.of(MIA), List.of()),
        new SetMembers(OUTER, List.of(), List.of(INNER)));
  }

  private DirectoryDelta apply(DirectoryChange... changes) {
    return directory.apply(tenant, Owner.LDAP, List.of(changes), new Actor.Server());
  }

  private void assertRefused(String message, DirectoryChange... changes) {
    assertThatThrownBy(() -> apply(changes))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message);
  }

  private static AddMembers add(GroupId group, UserId person) {
    return new AddMembers(group, List.of(person), List.of());
  }

  private static AddMembers nest(GroupId group, GroupId nested) {
    return new AddMembers(group, List.of(), List.of(nested));
  }

  private static PutPerson put(UserId id, String name, boolean enabled) {
    return new PutPerson(
        new Person(
            id,
            name + "@x.example",
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            enabled));
  }
}
