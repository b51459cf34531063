package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Active Directory adds to the contract. */
@Tag("M76")
class SambaDomainTests {

  private final SambaDomain samba = SambaDomain.get();
  private final Relay relay = new Relay(samba.address(), 389);
  private final SambaOutsider outside = new SambaOutsider(relay);

  @BeforeAll
  static void isInstalled() {
    SambaDomain.get();
  }

  @AfterEach
  void hangUp() {
    relay.close();
  }

  @Test
  @Tag("M7")
  void membersBeyondOneRangeAndPeopleBeyondOnePageAllCount() throws Exception {
    var people = IntStream.range(0, 1_510).mapToObj(it -> outside.addPerson("Nr " + it)).toList();
    var group = outside.addGroup("Everybody");
    outside.modify(
        group.value(),
        new Modification(
            ModificationType.ADD,
            "member",
            people.stream().map(outside::nameOf).toArray(String[]::new)));

    var said = Sources.run(open(), Checkpoint.START);

    assertThat(said.all(PutPerson.class)).hasSize(people.size());
    assertThat(said.pages()).isGreaterThan(15);
    assertThat(said.all(SetMembers.class).getFirst().people()).hasSize(1_500);
    var members = new HashSet<>(said.all(SetMembers.class).getFirst().people());
    said.all(AddMembers.class).forEach(it -> members.addAll(it.people()));
    assertThat(members).isEqualTo(new HashSet<>(people));
  }

  @Test
  void aPersonIsReadWithManagerAndTheAccountsNameAtTheDomain() throws Exception {
    var manager = outside.addPerson("Mia");
    var person = outside.addPerson("Noa");
    set(person, "manager", outside.nameOf(manager));
    set(person, "company", "Northlight");
    set(manager, "userPrincipalName", "mia@northlight.example");

    var people = people(Sources.run(open(), Checkpoint.START));

    assertThat(people)
        .filteredOn(it -> it.id().equals(person))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.manager()).contains(manager);
              assertThat(it.companyName()).contains("Northlight");
              assertThat(it.userPrincipalName()).matches("[0-9a-f-]{18}@northlight.example");
              assertThat(it.enabled()).isTrue();
            });
    assertThat(people).extracting(Person::userPrincipalName).contains("mia@northlight.example");
  }

  @Test
  void computersAreNobodyAndDistributionListsAreNoGroups() throws Exception {
    var mia = outside.addPerson("Mia");
    var computer = new Entry("CN=PC,%s".formatted(outside.base()));
    computer.addAttribute("objectClass", "computer");
    computer.addAttribute("sAMAccountName", UUID.randomUUID().toString().substring(0, 14) + "$");
    computer.addAttribute("userAccountControl", "4128");
    outside.add(computer);
    var sales = outside.addGroup("Sales");
    var list = outside.addGroup("All of us");
    outside.modify(list.value(), new Modification(ModificationType.REPLACE, "groupType", "2"));

    var said = Sources.run(open(), Checkpoint.START);

    assertThat(people(said)).extracting(Person::id).containsExactly(mia);
    assertThat(said.all(PutGroup.class)).extracting(it -> it.group().id()).containsExactly(sales);
  }

  @Test
  void theNextRunSaysOnlyWhatChangedAndWhoIsGone() throws Exception {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    outside.addPerson("Ola");
    var list = outside.addGroup("List");
    var first = Sources.run(open(), Checkpoint.START);

    outside.rename(mia, "Mia Berg");
    outside.removePerson(noa);
    outside.modify(list.value(), new Modification(ModificationType.REPLACE, "groupType", "2"));
    var second = Sources.run(open(), first.end());

    assertThat(second.full()).isFalse();
    assertThat(people(second)).extracting(Person::displayName).containsExactly("Mia Berg");
    assertThat(second.all(RemovePerson.class)).containsExactly(new RemovePerson(noa));
    assertThat(second.all(RemoveGroup.class)).contains(new RemoveGroup(list));
    assertThat(Sources.run(open(), second.end()).changes()).isEmpty();
  }

  @Test
  void whoMovesWithinTheBaseStaysAndWhoMovesOutHasLeft() throws Exception {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    var elsewhere = outside.addUnit("elsewhere");
    var other = new SambaOutsider(relay);
    var first = Sources.run(open(), Checkpoint.START);

    outside.move(mia, elsewhere);
    outside.move(noa, other.base());
    var second = Sources.run(open(), first.end());

    assertThat(people(second)).extracting(Person::id).containsExactly(mia);
    assertThat(second.all(RemovePerson.class)).containsExactly(new RemovePerson(noa));
  }

  @Test
  void thatNobodyIsShownAnyLongerIsAFaultAndNotADeparture() throws Exception {
    var mia = outside.addPerson("Mia");
    var first = Sources.run(open(), Checkpoint.START);

    outside.move(mia, new SambaOutsider(relay).base());

    assertThatThrownBy(() -> Sources.run(open(), first.end()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("not one person under " + outside.base());
  }

  @Test
  void anotherControllersPositionIsNotGoneOnFrom() throws Exception {
    outside.addPerson("Mia");
    var end = Sources.run(open(), Checkpoint.START).end().value();
    var elsewhere = UUID.randomUUID() + end.substring(end.indexOf(' '));

    assertThatThrownBy(() -> open().read(new Checkpoint(elsewhere)))
        .isInstanceOf(ResyncRequired.class)
        .hasMessageContaining("domain controller");
  }

  @Test
  void anAccountThatDoesNotSeeWhatWasDeletedReadsEverythingEachTime() throws Exception {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    var source =
        Sources.open(
            Sources.settings(
                samba.url(), SambaDomain.READER, SambaDomain.PASSWORD, outside.base()));
    var first = Sources.run(source, Checkpoint.START);

    outside.removePerson(noa);
    var second = Sources.run(source, first.end());

    assertThat(second.full()).isTrue();
    assertThat(people(second)).extracting(Person::id).containsExactly(mia);
  }

  @Test
  void aLoadThatWasCutOffGoesOnWithWhatItHadNotReadYet() throws Exception {
    IntStream.range(0, 110).forEach(it -> outside.addPerson("Nr " + it));
    var group = outside.addGroup("Sales");
    var source = open(relay.url());
    var people = source.read(source.read(Checkpoint.START).next());

    relay.cut();
    assertThatThrownBy(() -> source.read(people.next())).isInstanceOf(SourceUnavailable.class);
    relay.mend();
    var rest = Sources.run(open(), people.next());

    assertThat(rest.full()).isTrue();
    assertThat(rest.all(PutPerson.class)).isEmpty();
    assertThat(rest.all(PutGroup.class)).extracting(it -> it.group().id()).containsExactly(group);
  }

  @Test
  void withoutGroupsOnlyPeopleAreRead() throws Exception {
    var mia = outside.addPerson("Mia");
    outside.addGroup("Sales");
    var source =
        Sources.open(
            new LdapSettings(
                List.of(samba.url()),
                null,
                null,
                SambaDomain.ADMIN,
                SambaDomain.PASSWORD,
                new LdapSettings.ScopeSettings(List.of(outside.base()), null),
                null,
                null,
                null,
                null));
    var first = Sources.run(source, Checkpoint.START);
    outside.rename(mia, "Mia Berg");

    var second = Sources.run(source, first.end());

    assertThat(first.changes()).hasSize(1);
    assertThat(second.full()).isFalse();
    assertThat(people(second)).extracting(Person::displayName).containsExactly("Mia Berg");
  }

  @Test
  void aBaseInAnotherDomainIsSaid() {
    var source =
        Sources.open(
            Sources.settings(
                samba.url(), SambaDomain.ADMIN, SambaDomain.PASSWORD, "DC=other,DC=example"));

    assertThatThrownBy(() -> source.read(Checkpoint.START))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("DC=other,DC=example is not in DC=northlight,DC=example");
  }

  private DirectorySource open() {
    return open(samba.url());
  }

  private DirectorySource open(String url) {
    return Sources.open(
        Sources.settings(url, SambaDomain.ADMIN, SambaDomain.PASSWORD, outside.base()));
  }

  private static List<Person> people(Sources.Said said) {
    return said.all(PutPerson.class).stream().map(PutPerson::person).toList();
  }

  private void set(UserId person, String attribute, String value) {
    outside.modify(person.value(), new Modification(ModificationType.REPLACE, attribute, value));
  }
}
