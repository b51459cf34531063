package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import dev.entente.server.directory.Syncs;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract, with OpenLDAP. */
class SlapdSourceTests extends DirectorySourceContract {

  /** As after a full load. */
  private final Checkpoint done =
      new Position(Position.ANY, 0, Instant.now(), Position.Stage.DONE).checkpoint();

  @Autowired private LdapKind kind;
  @Autowired private Directory directory;
  @Autowired private Syncs syncs;

  private final Relay relay = new Relay("127.0.0.1", Slapd.get().port());
  private final SlapdOutsider outsider = new SlapdOutsider(relay);

  @BeforeAll
  static void isInstalled() {
    Slapd.get();
  }

  @AfterEach
  void hangUp() {
    relay.close();
  }

  @Test
  void whoIsPassedOverIsReadAgainOnceTheEntryChanges() throws Exception {
    var mia = outsider.addPerson("Mia");
    outsider.addPerson("Noa");
    outsider.modify(mia.value(), new Modification(ModificationType.DELETE, "mail"));
    run();
    assertThat(syncs.status(tenant()).passedOverCount()).isEqualTo(1);

    var unchanged = Sources.run(open(), done);
    name(mia, "mia@x.example");
    run();

    assertThat(unchanged.changes()).isEmpty();
    assertThat(unchanged.passedOver()).isEmpty();
    assertThat(directory.person(tenant(), mia)).isPresent();
    assertThat(syncs.status(tenant()).passedOverCount()).isZero();
  }

  @Test
  void whoIsPassedOverAndGoneIsNotMentionedAnyLonger() {
    var mia = outsider.addPerson("Mia");
    outsider.addPerson("Noa");
    outsider.modify(mia.value(), new Modification(ModificationType.DELETE, "mail"));
    run();

    outsider.removePerson(mia);
    run();

    assertThat(syncs.status(tenant()).passedOverCount()).isZero();
  }

  @Test
  void whoseNameSomebodyHasComesInAsSoonAsThatOneGivesItUp() throws Exception {
    var mia = outsider.addPerson("Mia");
    var noa = outsider.addPerson("Noa");
    name(mia, "one@x.example");
    run();
    name(noa, "ONE@x.example");
    run();
    assertThat(directory.person(tenant(), noa)).isEmpty();

    var unchanged = Sources.run(open(), done);
    name(mia, "mia@x.example");
    run();

    assertThat(unchanged.changes()).isEmpty();
    assertThat(directory.person(tenant(), noa)).isPresent();
    assertThat(directory.person(tenant(), mia)).isPresent();
    assertThat(syncs.status(tenant()).passedOverCount()).isZero();
  }

  @Test
  void whoseNameSomebodyHadComesInWhenThatOneIsGone() {
    var mia = outsider.addPerson("Mia");
    var noa = outsider.addPerson("Noa");
    name(mia, "one@x.example");
    run();
    name(noa, "one@x.example");
    run();

    outsider.removePerson(mia);
    run();

    assertThat(directory.person(tenant(), noa)).isPresent();
  }

  @Test
  void whoseNameIsTooLongComesInWithTheGroupsOnceItIsMended() throws Exception {
    var mia = outsider.addPerson("Mia");
    outsider.addPerson("Noa");
    var group = outsider.addGroup("Sales");
    outsider.addMember(group, mia);
    run();
    outsider.rename(mia, "Mia ".repeat(100));
    run();
    assertThat(directory.person(tenant(), mia)).isEmpty();

    var unchanged = Sources.run(open(), done);
    outsider.rename(mia, "Mia Berg");
    run();

    assertThat(unchanged.changes()).isEmpty();
    assertThat(directory.directMembersAmong(tenant(), group, List.of(mia))).containsExactly(mia);
    assertThat(syncs.status(tenant()).passedOverCount()).isZero();
  }

  @Test
  void theLastGroupMayGo() {
    outsider.addPerson("Mia");
    var group = outsider.addGroup("Sales");
    run();

    outsider.removeGroup(group);
    run();

    assertThat(syncs.status(tenant()).groups()).isZero();
  }

  @Test
  void thatManyGroupsAreGoneAtOnceIsAskedAbout() {
    outsider.addPerson("Mia");
    var groups = elevenGroups();
    run();

    groups.forEach(outsider::removeGroup);

    assertThat(runIntoError())
        .hasValueSatisfying(it -> assertThat(it).contains("11 of 11 groups are gone"));
    assertThat(syncs.status(tenant()).groups()).isEqualTo(11);
  }

  @Test
  void groupsThatAreTakenOutOfTheSettingsGoWithoutAdo() {
    outsider.addPerson("Mia");
    elevenGroups();
    run();
    var people = new LdapSettings.ScopeSettings(List.of(outsider.base()), null);
    var withoutGroups =
        new LdapSettings(
            List.of(relay.url()),
            null,
            null,
            Slapd.ADMIN,
            Slapd.PASSWORD,
            people,
            null,
            null,
            null,
            null);

    syncs.configure(
        tenant(),
        kind.open(tenant(), withoutGroups, Path.of("/")),
        "without groups",
        Duration.ofMinutes(15),
        Duration.ofDays(1));
    run();
    outsider.addPerson("Noa");
    run();

    assertThat(syncs.status(tenant()).groups()).isZero();
    assertThat(syncs.status(tenant()).people()).isEqualTo(2);
  }

  private List<GroupId> elevenGroups() {
    return IntStream.range(0, 11).mapToObj(it -> outsider.addGroup("Nr " + it)).toList();
  }

  private void name(UserId person, String mail) {
    outsider.modify(person.value(), new Modification(ModificationType.REPLACE, "mail", mail));
  }

  @Override
  protected Outside outside() {
    return outsider;
  }

  @Override
  protected DirectorySource open() {
    return kind.open(
        tenant(),
        Sources.settings(
            relay.url(),
            Slapd.ADMIN,
            Slapd.PASSWORD,
            outsider.base(),
            "(objectClass=inetOrgPerson)",
            "(objectClass=groupOfNames)",
            4),
        Path.of("/"));
  }
}
