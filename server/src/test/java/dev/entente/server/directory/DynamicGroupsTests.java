package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A tenant of each test's own: Mia leads sales, Noa sells, Ola has no department and is gone. */
@EntenteTest
@Tag("M7")
class DynamicGroupsTests {

  private static final UserId MIA = new UserId(new UUID(1, 1));
  private static final UserId NOA = new UserId(new UUID(1, 2));
  private static final UserId OLA = new UserId(new UUID(1, 3));
  private static final GroupId GROUP = new GroupId(new UUID(2, 1));

  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;

  private final TenantId tenant = new TenantId(UUID.randomUUID());

  @BeforeEach
  void people() {
    put(person(MIA, "Mia", "Head of Sales", Optional.of("Sales"), true));
    put(person(NOA, "Noa", "Seller", Optional.of("sales"), true));
    put(person(OLA, "Ola", "Clerk", Optional.empty(), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          user.department -eq "SALES"                                    | Mia, Noa
          user.department -ne "sales"                                    | Ola
          user.department -eq null                                       | Ola
          user.department -ne $null                                      | Mia, Noa
          user.jobTitle -startsWith "head"                               | Mia
          user.jobTitle -notStartsWith "head"                            | Noa, Ola
          user.jobTitle -contains "l"                                    | Mia, Noa, Ola
          user.department -notContains "ale"                             | Ola
          user.displayName -in ["mia", 'OLA']                            | Mia, Ola
          user.department -notIn ["Sales"]                               | Ola
          user.accountEnabled -eq false                                  | Ola
          user.accountEnabled -ne false -and user.mail -eq null          | Mia, Noa
          user.department eq "Sales" and not (user.jobTitle contains "Head") | Noa
          user.objectId -eq "00000000-0000-0001-0000-000000000001"       | Mia
          user.displayName -eq "%" -or user.displayName -contains "_"    | ~~
          """)
  void holdsWhoeverTheRuleHoldsFor(String rule, String names) {
    putGroup(rule);

    assertThat(String.join(", ", members())).isEqualTo(names);
  }

  @Test
  void followsThePersonThatChanges() {
    putGroup("user.department -eq \"Sales\"");

    var delta = put(person(MIA, "Mia", "Head of Research", Optional.of("Research"), true));
    put(person(OLA, "Ola", "Seller", Optional.of("Sales"), true));

    assertThat(delta.members()).isEqualTo(new DirectoryDelta.Count(0, 0, 1));
    assertThat(members()).containsExactly("Noa", "Ola");
  }

  @Test
  void followsARuleThatChanges() {
    putGroup("user.department -eq \"Sales\"");

    putGroup("user.department -eq null");

    assertThat(members()).containsExactly("Ola");
  }

  @Test
  void rulesWithManyValuesAreEvaluatedHoweverManyThereAre() {
    var names = String.join(",", Collections.nCopies(750, "'a'"));
    var groups =
        IntStream.range(0, 95)
            .mapToObj(it -> group(new GroupId(new UUID(3, it)), "user.surname -in [" + names + "]"))
            .<DirectoryChange>map(PutGroup::new)
            .toList();
    directory.apply(tenant, Owner.ENTENTE, groups, new Actor.Server());

    var delta = put(person(NOA, "Noa", "Seller", Optional.of("Sales"), true));

    assertThat(delta.members()).isEqualTo(new DirectoryDelta.Count(0, 0, 0));
  }

  @Test
  void itsMembersCannotBeListed() {
    putGroup("user.department -eq \"Sales\"");

    assertThatThrownBy(() -> make(new AddMembers(GROUP, List.of(OLA), List.of())))
        .isInstanceOf(Problem.class)
        .hasMessage("Dynamic is a dynamic group: its members follow its rule.");
  }

  @Test
  void aFaultyRuleChangesNothing() {
    assertThatThrownBy(() -> putGroup("user.department -is \"Sales\""))
        .isInstanceOf(Problem.class)
        .hasMessage("The membership rule cannot be read: line 1, character 17.");
    assertThat(directory.group(tenant, GROUP)).isEmpty();
  }

  @Test
  void aRuleThatASourceEvaluatesIsLeftToIt() {
    directory.apply(
        tenant,
        Owner.LDAP,
        List.of(
            new PutGroup(group("device.model -eq \"X\"")),
            new AddMembers(GROUP, List.of(OLA), List.of())),
        new Actor.Server());

    assertThat(members()).containsExactly("Ola");
  }

  private void putGroup(String rule) {
    make(new PutGroup(group(rule)));
  }

  private static Group group(String rule) {
    return group(GROUP, rule);
  }

  private static Group group(GroupId id, String rule) {
    return new Group(
        id, "Dynamic", Optional.empty(), Optional.empty(), Group.Kind.SECURITY, Optional.of(rule));
  }

  private void make(DirectoryChange change) {
    directory.apply(tenant, Owner.ENTENTE, List.of(change), new Actor.Server());
  }

  private DirectoryDelta put(PutPerson person) {
    return directory.apply(tenant, Owner.LDAP, List.of(person), new Actor.Server());
  }

  private List<String> members() {
    return Members.direct(search, tenant, GROUP).stream().map(Person::displayName).toList();
  }

  private static PutPerson person(
      UserId id, String name, String jobTitle, Optional<String> department, boolean enabled) {
    return new PutPerson(
        new Person(
            id,
            name + "@x.example",
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(jobTitle),
            department,
            Optional.empty(),
            Optional.empty(),
            enabled));
  }
}
