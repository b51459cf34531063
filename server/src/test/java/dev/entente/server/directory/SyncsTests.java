package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What runs make of what a source says. */
@EntenteTest
@Tag("M76")
class SyncsTests {

  private static final UserId MIA = UserId.parse("0b000000-0000-4000-8000-00000000000a");
  private static final UserId NOA = UserId.parse("0b000000-0000-4000-8000-00000000000b");
  private static final GroupId SALES = GroupId.parse("0c000000-0000-4000-8000-00000000000c");

  @Autowired private Syncs syncs;
  @Autowired private Directory directory;

  private final TenantId tenant = new TenantId(UUID.randomUUID());

  @AfterEach
  void forget() {
    syncs.forget(tenant);
  }

  @Test
  void ofTwoWithOneNameWhoHadItKeepsItAndTheOthersGoOn() {
    read(false, put(NOA, "one"), put(MIA, "mia"));

    read(true, put(MIA, "ONE"), put(SALES));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(holder("one@x.example")).contains(NOA);
    assertThat(directory.person(tenant, MIA)).isEmpty();
    assertThat(syncs.status(tenant).passedOver())
        .containsExactly(new PassedOver(MIA.toString(), "somebody else is ONE@x.example"));
    assertThat(directory.group(tenant, SALES)).isPresent();
  }

  @Test
  void ofTwoNewWithOneNameOneComesIn() {
    read(false, put(NOA, "one"), put(MIA, "One"));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(holder("one@x.example")).contains(MIA);
    assertThat(directory.person(tenant, NOA)).isEmpty();
  }

  @Test
  void theNameOfSomebodyWhoIsGoneIsFree() {
    read(false, put(NOA, "one"));

    read(false, put(MIA, "one"));

    assertThat(holder("one@x.example")).contains(MIA);
  }

  @Test
  void aFullLoadForgetsWhatIsNotPassedOverAnyLonger() {
    read(false, put(NOA, "one"), put(MIA, "One"));
    assertThat(syncs.status(tenant).passedOverCount()).isEqualTo(1);

    read(false, put(NOA, "one"), put(MIA, "mia"));

    assertThat(syncs.status(tenant).passedOverCount()).isZero();
  }

  @Test
  void thatAllGroupsAreGoneFromAnLdapServerIsAFaultAndNotADeparture() {
    read(false, put(MIA, "mia"), put(SALES));

    read(false, put(MIA, "mia"));

    assertThat(syncs.status(tenant).error())
        .hasValueSatisfying(it -> assertThat(it).contains("not one group any longer"));
    assertThat(directory.group(tenant, SALES)).isPresent();
    read(false, put(MIA, "mia"), put(SALES));
    assertThat(syncs.status(tenant).error()).isEmpty();
  }

  private void read(boolean incremental, DirectoryChange... changes) {
    var source = new Said(List.of(changes), !incremental);
    syncs.configure(tenant, source, "", Duration.ofHours(1), Duration.ofDays(1));
    syncs.run(tenant);
  }

  private Optional<UserId> holder(String name) {
    return directory.personByPrincipalName(tenant, name).map(Person::id);
  }

  private static PutPerson put(UserId person, String name) {
    return new PutPerson(
        new Person(
            person,
            name + "@x.example",
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true),
        Optional.empty());
  }

  private static PutGroup put(GroupId group) {
    return new PutGroup(new Group(group, "Sales", Optional.empty(), Group.Kind.SECURITY));
  }

  /** One page. */
  private record Said(List<DirectoryChange> changes, boolean full) implements DirectorySource {

    @Override
    public Owner owner() {
      return Owner.LDAP;
    }

    @Override
    public Page read(Checkpoint from) {
      return new Page(changes, new Checkpoint("done"), true, full);
    }
  }
}
