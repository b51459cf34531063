package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.Reason;
import dev.entente.server.tenant.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every source has to do, whatever is behind it. A subclass says how the directory outside is
 * changed; the rest goes through {@link Syncs} into a tenant of each test's own.
 */
@EntenteTest
@Tag("M7")
@Tag("M76")
public abstract class DirectorySourceContract {

  private static final Duration DAY = Duration.ofDays(1);

  @Autowired private Syncs syncs;
  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;
  @Autowired private Policies policies;
  @Autowired private Tenants tenants;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private Outside outside;

  /** An empty directory for each test. */
  protected abstract Outside outside();

  /** A source that reads it, in pages so small that six people take at least two. */
  protected abstract DirectorySource open();

  /** The directory where the organisation keeps it, as its own administrators change it. */
  public interface Outside {

    /** An enabled person with this display name. */
    UserId addPerson(String name);

    void rename(UserId person, String name);

    void disable(UserId person);

    void removePerson(UserId person);

    /** A security group. */
    GroupId addGroup(String name);

    void removeGroup(GroupId group);

    void addMember(GroupId group, UserId person);

    void removeMember(GroupId group, UserId person);

    void nest(GroupId group, GroupId nested);

    /** Out of the source's sight, though it exists and groups name it. */
    void hide(UserId person);

    void show(UserId person);

    void hide(GroupId group);

    void show(GroupId group);

    /** It cannot be reached. */
    void stop();

    void start();
  }

  protected TenantId tenant() {
    return tenant;
  }

  @BeforeEach
  void configure() {
    NewTenant.of(tenants, tenant);
    outside = outside();
    configure(open(), DAY);
  }

  @AfterEach
  void forget() {
    syncs.forget(tenant);
  }

  @Test
  void aFullLoadBringsPeopleGroupsAndNesting() {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    var inner = outside.addGroup("Inner");
    var outer = outside.addGroup("Outer");
    outside.addMember(inner, mia);
    outside.nest(outer, inner);

    run();

    assertThat(directory.person(tenant, mia).map(Person::displayName)).contains("Mia");
    assertThat(directory.group(tenant, outer).map(Group::displayName)).contains("Outer");
    assertThat(Members.has(search, tenant, mia, outer)).isTrue();
    assertThat(Members.has(search, tenant, noa, outer)).isFalse();
    assertThat(syncs.status(tenant).people()).isEqualTo(2);
    assertThat(syncs.status(tenant).groups()).isEqualTo(2);
    assertThat(syncs.status(tenant).current()).isTrue();
  }

  @Test
  void whatChangesLaterArrivesWithTheNextRun() {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    var group = outside.addGroup("Sales");
    outside.addMember(group, mia);
    run();

    outside.addMember(group, noa);
    outside.removeMember(group, mia);
    var ola = outside.addPerson("Ola");
    run();

    assertThat(Members.has(search, tenant, noa, group)).isTrue();
    assertThat(Members.has(search, tenant, mia, group)).isFalse();
    assertThat(directory.person(tenant, ola)).isPresent();
  }

  @Test
  void aRenamedPersonIsTheSamePerson() {
    var mia = outside.addPerson("Mia");
    var group = outside.addGroup("Sales");
    outside.addMember(group, mia);
    run();

    outside.rename(mia, "Mia Berg");
    run();

    assertThat(directory.person(tenant, mia).map(Person::displayName)).contains("Mia Berg");
    assertThat(Members.has(search, tenant, mia, group)).isTrue();
  }

  @Test
  void aDisabledPersonMayNotConnectAnyLonger() {
    var mia = outside.addPerson("Mia");
    run();
    assertThat(decided(mia)).isEqualTo(Reason.ALLOWED_EVERYONE);

    outside.disable(mia);
    run();

    assertThat(decided(mia)).isEqualTo(Reason.ACCOUNT_DISABLED);
  }

  @Test
  void whoAndWhatIsDeletedThereIsGoneHere() {
    var mia = outside.addPerson("Mia");
    var noa = outside.addPerson("Noa");
    var inner = outside.addGroup("Inner");
    var outer = outside.addGroup("Outer");
    outside.addMember(inner, mia);
    outside.addMember(inner, noa);
    outside.nest(outer, inner);
    run();

    outside.removePerson(noa);
    run();
    outside.removeGroup(inner);
    run();

    assertThat(directory.person(tenant, noa)).isEmpty();
    assertThat(directory.group(tenant, inner)).isEmpty();
    assertThat(Members.has(search, tenant, mia, outer)).isFalse();
    assertThat(directory.person(tenant, mia)).isPresent();
  }

  @Test
  void whoComesBackIsInTheGroupsThatStillNameThem() {
    var mia = outside.addPerson("Mia");
    outside.addPerson("Noa");
    var group = outside.addGroup("Sales");
    outside.addMember(group, mia);
    run();

    outside.hide(mia);
    run();
    assertThat(directory.person(tenant, mia)).isEmpty();
    outside.show(mia);
    run();

    assertThat(Members.has(search, tenant, mia, group)).isTrue();
  }

  @Test
  void aGroupThatComesBackIsInTheGroupsThatStillNameIt() {
    var mia = outside.addPerson("Mia");
    var inner = outside.addGroup("Inner");
    var outer = outside.addGroup("Outer");
    outside.addMember(inner, mia);
    outside.nest(outer, inner);
    run();

    outside.hide(inner);
    run();
    assertThat(Members.has(search, tenant, mia, outer)).isFalse();
    outside.show(inner);
    run();

    assertThat(Members.has(search, tenant, mia, outer)).isTrue();
  }

  @Test
  void aGroupMayNameWhomeverComesLater() {
    var mia = outside.addPerson("Mia");
    outside.addPerson("Noa");
    var inner = outside.addGroup("Inner");
    var outer = outside.addGroup("Outer");
    outside.hide(mia);
    outside.hide(inner);
    outside.addMember(outer, mia);
    outside.nest(outer, inner);
    run();

    outside.show(mia);
    outside.show(inner);
    var ola = outside.addPerson("Ola");
    outside.addMember(inner, ola);
    run();

    assertThat(Members.has(search, tenant, mia, outer)).isTrue();
    assertThat(Members.has(search, tenant, ola, outer)).isTrue();
  }

  @Test
  void groupsThatContainEachOtherAreHarmless() {
    var mia = outside.addPerson("Mia");
    var ring = outside.addGroup("Ring");
    var round = outside.addGroup("Round");
    outside.addMember(ring, mia);
    outside.nest(ring, round);
    outside.nest(round, ring);

    run();

    assertThat(Members.has(search, tenant, mia, round)).isTrue();
    assertThat(Members.all(search, tenant, ring)).hasSize(1);
  }

  @Test
  void aFaultOnAPageFailsTheRunAndTheLastCompleteStateStays() {
    var mia = outside.addPerson("Mia");
    run();
    outside.rename(mia, "Mia Berg");
    addSix();
    var before = syncs.status(tenant).lastSuccess();

    syncs.startOver(tenant);
    configure(new Broken(open()), DAY);
    syncs.run(tenant);

    assertThat(syncs.status(tenant).error()).contains("The second page is torn.");
    assertThat(syncs.status(tenant).lastSuccess()).isEqualTo(before);
    assertThat(syncs.status(tenant).running()).isEmpty();
    assertThat(names()).containsExactly("Mia");
    assertThat(staged()).isZero();
  }

  @Test
  void aRunThatWasKilledGoesOnWhereItWas() {
    var six = addSix();
    configure(new Killed(open()), DAY);
    assertThatThrownBy(() -> syncs.run(tenant)).isInstanceOf(Kill.class);
    assertThat(names()).isEmpty();
    assertThat(syncs.status(tenant).running()).isPresent();

    var afterwards = new Recorded(open());
    configure(afterwards, DAY);
    run();

    assertThat(afterwards.read.getFirst()).isNotEqualTo(Checkpoint.START);
    assertThat(names()).containsExactlyElementsOf(six);
    assertThat(staged()).isZero();
  }

  @Test
  void afterItsSettingsChangedEverythingIsReadAnew() {
    addSix();
    configure(new Killed(open()), DAY);
    assertThatThrownBy(() -> syncs.run(tenant)).isInstanceOf(Kill.class);

    var afterwards = new Recorded(open());
    configure(afterwards, "otherwise", DAY);

    assertThat(syncs.status(tenant).running()).isEmpty();
    assertThat(staged()).isZero();
    run();
    assertThat(afterwards.read.getFirst()).isEqualTo(Checkpoint.START);
  }

  @Test
  void whatBefellOneNodeIsNotSaidOfTheRunThatAnotherGoesOnWith() {
    addSix();
    configure(new Overtaken(open()), DAY);

    syncs.run(tenant);

    assertThat(syncs.status(tenant).error()).isEmpty();
    assertThat(syncs.status(tenant).running()).isPresent();
    assertThat(staged()).isPositive();
  }

  @Test
  void whenTheSourceIsDownItsStateAndAgeAreShownAndWhatIsKnownHolds() {
    var mia = outside.addPerson("Mia");
    run();
    var before = syncs.status(tenant).lastSuccess();

    outside.stop();
    syncs.run(tenant);

    var status = syncs.status(tenant);
    assertThat(status.error()).isPresent();
    assertThat(status.lastSuccess()).isEqualTo(before).isPresent();
    assertThat(status.age()).hasValueSatisfying(it -> assertThat(it).isPositive());
    assertThat(decided(mia)).isEqualTo(Reason.ALLOWED_EVERYONE);
    outside.start();
    run();
  }

  @Test
  void olderThanTheBoundNobodyIsLetIn() {
    var mia = outside.addPerson("Mia");
    run();

    configure(open(), Duration.ZERO);

    assertThat(decided(mia)).isEqualTo(Reason.DIRECTORY_STALE);
    assertThat(syncs.status(tenant).current()).isFalse();
    configure(open(), DAY);
    assertThat(decided(mia)).isEqualTo(Reason.ALLOWED_EVERYONE);
  }

  @Test
  void beforeTheFirstSuccessNobodyIsLetIn() {
    assertThat(decided(outside.addPerson("Mia"))).isEqualTo(Reason.DIRECTORY_STALE);
  }

  private void configure(DirectorySource source, Duration maxAge) {
    configure(source, "as before", maxAge);
  }

  private void configure(DirectorySource source, String settings, Duration maxAge) {
    syncs.configure(tenant, source, settings, Duration.ofMinutes(15), maxAge);
  }

  /** Why it failed. */
  protected Optional<String> runIntoError() {
    syncs.run(tenant);
    return syncs.status(tenant).error();
  }

  /** To a good end. */
  protected void run() {
    syncs.run(tenant);
    assertThat(syncs.status(tenant).error()).isEmpty();
  }

  private List<String> addSix() {
    var names = IntStream.rangeClosed(1, 6).mapToObj(it -> "Nr " + it).toList();
    names.forEach(outside::addPerson);
    return names;
  }

  private List<String> names() {
    return directory.people(tenant, Optional.empty(), 100).stream()
        .map(Person::displayName)
        .toList();
  }

  private Reason decided(UserId person) {
    return policies.rule(tenant, person).decision().reason();
  }

  private int staged() {
    return transactions.in(
        tenant,
        () ->
            jdbc.sql(
                    """
                    SELECT (SELECT count(*) FROM staged_people) + (SELECT count(*) FROM staged_groups)
                         + (SELECT count(*) FROM staged_members) + (SELECT count(*) FROM staged_rosters)
                    """)
                .query(Integer.class)
                .single());
  }

  /** Passes one page on, which must not be the last, and then something happens. */
  private abstract static class OnePage implements DirectorySource {

    private final DirectorySource source;
    private boolean passed;

    OnePage(DirectorySource source) {
      this.source = source;
    }

    abstract Page afterwards();

    @Override
    public Owner owner() {
      return source.owner();
    }

    @Override
    public Page read(Checkpoint from) throws SourceUnavailable, ResyncRequired {
      if (passed) {
        return afterwards();
      }
      passed = true;
      var page = source.read(from);
      assertThat(page.last()).as("the pages are small").isFalse();
      return page;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  private static final class Broken extends OnePage {

    Broken(DirectorySource source) {
      super(source);
    }

    @Override
    Page afterwards() {
      throw new Problem(Problem.Code.INVALID_REQUEST, "The second page is torn.");
    }
  }

  /** Another node takes the next page, and then this one fails. */
  private final class Overtaken extends OnePage {

    Overtaken(DirectorySource source) {
      super(source);
    }

    @Override
    Page afterwards() {
      transactions.run(
          tenant,
          () ->
              jdbc.sql("UPDATE syncs SET position = 'further on' WHERE tenant_id = :tenant")
                  .param("tenant", tenant.value())
                  .update());
      throw new Problem(Problem.Code.INVALID_REQUEST, "This node has lost its way.");
    }
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class Killed extends OnePage {

    Killed(DirectorySource source) {
      super(source);
    }

    @Override
    Page afterwards() {
      throw new Kill();
    }
  }

  /** Remembers from where it was read. */
  private static final class Recorded implements DirectorySource {

    private final DirectorySource source;
    private final List<Checkpoint> read = new ArrayList<>();

    Recorded(DirectorySource source) {
      this.source = source;
    }

    @Override
    public Owner owner() {
      return source.owner();
    }

    @Override
    public Page read(Checkpoint from) throws SourceUnavailable, ResyncRequired {
      read.add(from);
      return source.read(from);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
