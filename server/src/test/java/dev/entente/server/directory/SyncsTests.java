package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
  @Autowired private DirectorySearch search;
  @Autowired private AuditLog audit;

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
  void whoseNameIsTooLongIsPassedOverUntilItIsMendedAndTheOthersComeIn() {
    read(false, put(NOA, "noa"), put(MIA, tooLong()));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(directory.person(tenant, NOA)).isPresent();
    assertThat(directory.person(tenant, MIA)).isEmpty();
    assertThat(syncs.status(tenant).passedOver())
        .containsExactly(
            new PassedOver(MIA.toString(), "has a userPrincipalName of more than 256 characters"));

    read(true, put(MIA, "mia"));

    assertThat(directory.person(tenant, MIA)).isPresent();
    assertThat(syncs.status(tenant).passedOverCount()).isZero();
  }

  @Test
  void aGroupWhoseNameIsTooLongIsPassedOverWithItsMembers() {
    var members = new SetMembers(SALES, List.of(MIA), List.of());
    read(false, put(MIA, "mia"), put(SALES), members);

    read(true, put(SALES, tooLong()), members);

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(directory.group(tenant, SALES)).isEmpty();
    assertThat(syncs.status(tenant).passedOver())
        .containsExactly(
            new PassedOver(SALES.toString(), "has a displayName of more than 256 characters"));

    read(true, put(SALES));

    assertThat(directory.group(tenant, SALES)).isPresent();
    assertThat(Members.direct(search, tenant, SALES)).isEmpty();
    assertThat(syncs.status(tenant).passedOverCount()).isZero();
  }

  @Test
  void whatItsSourceCallsAnEntryThatIsPassedOverMayBeLong() {
    var name = tooLong();
    var entry = new SourceEntry(name, "1");
    var mia = put(MIA, name);
    read(false, put(NOA, "noa"), new PutPerson(mia.person(), Optional.empty(), Optional.of(entry)));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(syncs.status(tenant).passedOver())
        .extracting(PassedOver::name)
        .containsExactly(name.substring(0, 512));
  }

  @Test
  void ofOtherTextsThatAreTooLongTheBeginningIsKept() {
    var title = tooLong();
    var person = put(MIA, "mia").person();
    read(
        false,
        new PutPerson(
            new Person(
                MIA,
                person.userPrincipalName(),
                person.displayName(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(title),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true)));

    assertThat(directory.person(tenant, MIA).flatMap(Person::jobTitle))
        .contains(title.substring(0, 1_024));
    assertThat(syncs.status(tenant).passedOverCount()).isZero();
  }

  @Test
  void whatAnotherOwnerSaysStaysAsItIsAndTheOthersComeIn() {
    push(put(MIA, "pushed"), put(SALES, "Pushed"), new SetMembers(SALES, List.of(MIA), List.of()));

    read(
        false,
        put(NOA, "noa"),
        put(MIA, "mia"),
        put(SALES),
        new SetMembers(SALES, List.of(NOA), List.of()));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(holder("noa@x.example")).contains(NOA);
    assertThat(holder("pushed@x.example")).contains(MIA);
    assertThat(directory.group(tenant, SALES).map(Group::displayName)).contains("Pushed");
    assertThat(Members.direct(search, tenant, SALES)).extracting(Person::id).containsExactly(MIA);
    assertThat(syncs.status(tenant).passedOver())
        .containsExactly(
            new PassedOver(MIA.toString(), "has the id of pushed@x.example from the source scim"),
            new PassedOver(SALES.toString(), "has the id of Pushed from the source scim"));
  }

  @Test
  void whatAnotherOwnerGivesUpComesIn() {
    push(put(MIA, "pushed"), put(SALES, "Pushed"));
    read(false, put(NOA, "noa"), put(MIA, "mia"), put(SALES));

    push(new RemovePerson(MIA), new RemoveGroup(SALES));
    read(true, put(MIA, "mia"), put(SALES));

    assertThat(holder("mia@x.example")).contains(MIA);
    assertThat(directory.ownerOf(tenant, SALES)).contains(Owner.LDAP);
    assertThat(syncs.status(tenant).passedOverCount()).isZero();
  }

  @Test
  void whatIsAnotherOwnersDoesNotLeaveWithTheSource() {
    push(put(MIA, "pushed"), put(SALES, "Pushed"));
    read(false, put(NOA, "noa"), put(MIA, "mia"));

    read(true, new RemovePerson(MIA), new RemoveGroup(SALES));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(directory.person(tenant, MIA)).isPresent();
    assertThat(directory.group(tenant, SALES)).isPresent();
    assertThat(syncs.status(tenant).passedOverCount()).isZero();
  }

  @Test
  void anotherOwnersPersonKeepsTheirName() {
    push(put(MIA, "one"));

    read(false, put(MIA, "mia"), put(NOA, "ONE"));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(holder("one@x.example")).contains(MIA);
    assertThat(directory.person(tenant, NOA)).isEmpty();
    assertThat(syncs.status(tenant).passedOverCount()).isEqualTo(2);
  }

  @Test
  void aHandfulMayBeGone() {
    read(false, groups(Loss.HANDFUL));

    read(false, put(MIA, "mia"));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(syncs.status(tenant).groups()).isZero();
  }

  @Test
  void aFifthMayBeGone() {
    read(false, people(60));

    read(false, people(48));

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(syncs.status(tenant).people()).isEqualTo(48);
  }

  @Test
  void thatMoreAreGoneIsAFaultAndNotADeparture() {
    read(false, people(60));

    read(false, people(47));

    var refused = syncs.status(tenant);
    assertThat(refused.error())
        .hasValueSatisfying(it -> assertThat(it).contains("13 of 60 people", "--accept-losses"));
    assertThat(refused.lossesRefused()).isTrue();
    assertThat(refused.people()).isEqualTo(60);
    read(false, people(60));
    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(syncs.status(tenant).lossesRefused()).isFalse();
  }

  @Test
  void whatIsGoneIsAcceptedOnceAndTheAuditLogSaysByWhom() {
    read(false, groups(11));
    configure(false, put(MIA, "mia"));
    syncs.acceptLosses(tenant, Optional.of(new Actor.Person(MIA)));

    syncs.run(tenant);

    assertThat(syncs.status(tenant).groups()).isZero();
    assertThat(audit.entries(tenant, OptionalLong.empty(), Instant.EPOCH, 10))
        .filteredOn(it -> it.event().equals("LossesAccepted"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.actor()).isEqualTo(new Actor.Person(MIA));
              assertThat(it.facts()).isEqualTo(Map.of("groups", "11 of 11 groups"));
            });
    read(false, groups(11));
    read(false, put(MIA, "mia"));
    assertThat(syncs.status(tenant).lossesRefused()).isTrue();
  }

  @Test
  void whatIsAcceptedLapsesWithARunThatFails() {
    read(false, groups(11));
    syncs.configure(tenant, new Down(), "", Duration.ofHours(1), Duration.ofDays(1));
    syncs.acceptLosses(tenant, Optional.of(new Actor.Person(MIA)));

    syncs.run(tenant);

    assertThat(syncs.status(tenant).error()).contains("It is down.");
    read(false, put(MIA, "mia"));
    assertThat(syncs.status(tenant).lossesRefused()).isTrue();
  }

  @Test
  void aSourceThatAsksToBeLeftAloneIs() {
    var source = new Busy(new AtomicInteger());
    syncs.configure(tenant, source, "", Duration.ofHours(1), Duration.ofDays(1));
    syncs.run(tenant);

    syncs.run(tenant);

    assertThat(source.readings()).hasValue(1);
    assertThat(syncs.status(tenant).notBefore()).isPresent();
    assertThat(syncs.status(tenant).error()).contains("Busy.");
  }

  private void read(boolean incremental, DirectoryChange... changes) {
    configure(incremental, changes);
    syncs.run(tenant);
  }

  private void configure(boolean incremental, DirectoryChange... changes) {
    var source = new Said(List.of(changes), !incremental);
    syncs.configure(tenant, source, "", Duration.ofHours(1), Duration.ofDays(1));
  }

  private void push(DirectoryChange... changes) {
    directory.apply(tenant, Owner.SCIM, List.of(changes), new Actor.Server());
  }

  /** Of characters that no index can compress. */
  private static String tooLong() {
    return new Random(4)
        .ints(4_000, '0', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static DirectoryChange[] people(int count) {
    return IntStream.range(0, count)
        .mapToObj(it -> put(new UserId(new UUID(0, it)), "nr" + it))
        .toArray(DirectoryChange[]::new);
  }

  private static DirectoryChange[] groups(int count) {
    return IntStream.range(0, count)
        .mapToObj(it -> put(new GroupId(new UUID(0, it))))
        .toArray(DirectoryChange[]::new);
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
    return put(group, "Sales");
  }

  private static PutGroup put(GroupId group, String name) {
    return new PutGroup(new Group(group, name, Optional.empty(), Group.Kind.SECURITY));
  }

  /** One page. */
  private record Said(List<DirectoryChange> changes, boolean full) implements DirectorySource {

    @Override
    public Owner owner() {
      return Owner.LDAP;
    }

    @Override
    public List<Part> mayConceal() {
      return List.of(Part.PEOPLE, Part.GROUPS);
    }

    @Override
    public Page read(Checkpoint from) {
      return new Page(changes, new Checkpoint("done"), true, full);
    }
  }

  private static final class Down implements DirectorySource {

    @Override
    public Owner owner() {
      return Owner.LDAP;
    }

    @Override
    public Page read(Checkpoint from) throws SourceUnavailable {
      throw new SourceUnavailable("It is down.");
    }
  }

  /** Asks for an hour. */
  private record Busy(AtomicInteger readings) implements DirectorySource {

    @Override
    public Owner owner() {
      return Owner.LDAP;
    }

    @Override
    public Page read(Checkpoint from) throws SourceUnavailable {
      readings.incrementAndGet();
      throw new SourceUnavailable("Busy.", Duration.ofHours(1));
    }
  }
}
