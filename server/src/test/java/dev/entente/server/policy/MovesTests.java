package dev.entente.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant with 3,000 listed people, whose move is stopped behind its first batch. */
@EntenteTest
@Tag("M9")
class MovesTests {

  private static final int LISTED = 3 * Moving.BATCH;
  private static final GroupId GROUP = new GroupId(new UUID(6, 1));
  private static final GroupId FOREIGN = new GroupId(new UUID(6, 2));
  private static final Actor ACTOR = new Actor.Operator();

  @Autowired private Moves moves;
  @Autowired private MoveSchedule schedule;
  @Autowired private Policies policies;
  @Autowired private Directory directory;
  @Autowired private Tenants tenants;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  private TenantId tenant = new TenantId(new UUID(0, 0));

  @BeforeEach
  void list() {
    tenant = NewTenant.of(tenants);
    directory.apply(tenant, Owner.ENTENTE, List.of(group(GROUP)), ACTOR);
    directory.apply(tenant, Owner.LDAP, List.of(group(FOREIGN)), ACTOR);
    inTenant(
        """
        WITH listed AS (
            INSERT INTO people (tenant_id, id, user_principal_name, display_name, enabled, owner)
            SELECT :tenant, gen_random_uuid(), 'p' || n || '@x.example', 'Someone', true, 'csv'
            FROM generate_series(1, :listed) AS n
            RETURNING user_principal_name
        )
        INSERT INTO listed_people (tenant_id, user_principal_name)
        SELECT :tenant, user_principal_name FROM listed
        """);
  }

  @AfterEach
  void goOnWithOthers() {
    if (!schedule.isRunning()) {
      schedule.start();
    }
  }

  @Test
  void goesOnAfterAKillWhereItWasAndSelectsTheGroupInTheEnd() {
    var begun = beginAndStop(Optional.of(version()));
    assertThat(begun.done()).isEqualTo(Moving.BATCH);
    assertThat(begun.added()).isEqualTo(Moving.BATCH);
    assertThat(policies.of(tenant).selectedGroup()).isEmpty();
    jdbc.sql(
            """
            UPDATE move_tasks
            SET picked = true, picked_by = 'killed', last_heartbeat = now() - interval '1 hour'
            WHERE task_instance = :move
            """)
        .param("move", begun.id().toString())
        .update();

    var ended = startedAndEnded();

    assertThat(ended.refusal()).isEmpty();
    assertThat(ended.done()).isEqualTo(LISTED);
    assertThat(ended.added()).isEqualTo(LISTED);
    assertThat(directory.summary(tenant, GROUP).orElseThrow().directPeople()).isEqualTo(LISTED);
    assertThat(policies.of(tenant).selectedGroup()).contains(GROUP);
  }

  @Test
  void whileOneIsUnderWayNoOtherBegins() {
    var begun = beginAndStop(Optional.empty());

    var second = moves.begin(tenant, FOREIGN, Optional.empty(), ACTOR);

    assertThat(second).isEqualTo(begun);
    assertThat(moves.latest(tenant)).contains(begun);
    assertThat(startedAndEnded().added()).isEqualTo(LISTED);
  }

  @Test
  void doneAgainItAddsNobody() {
    beginAndStop(Optional.empty());
    startedAndEnded();

    beginAndStop(Optional.empty());

    assertThat(startedAndEnded().added()).isZero();
  }

  @Test
  void theGroupIsNotSelectedWhenSomebodyLeftMeanwhile() {
    beginAndStop(Optional.of(version()));
    inTenant(
        "DELETE FROM people WHERE tenant_id = :tenant AND user_principal_name = 'p999@x.example'");

    var ended = startedAndEnded();

    assertThat(ended.unknown()).isEqualTo(1);
    assertThat(ended.added()).isEqualTo(LISTED - 1);
    assertThat(ended.refusal().orElse("")).contains("1 of the listed people are not in");
    assertThat(policies.of(tenant).selectedGroup()).isEmpty();
  }

  @Test
  void theGroupIsNotSelectedWhenSomebodySavedTheSettingMeanwhile() {
    beginAndStop(Optional.of(version()));
    policies.change(tenant, PolicyChange.to(new Audience.Nobody()), version(), ACTOR);

    var ended = startedAndEnded();

    assertThat(ended.added()).isEqualTo(LISTED);
    assertThat(ended.refusal().orElse("")).startsWith("Nothing was saved, for");
    assertThat(policies.of(tenant).audience()).isEqualTo(new Audience.Nobody());
  }

  @Test
  void aGroupThatIsGoneStopsItAndWhoWasMovedIsToldOf() {
    beginAndStop(Optional.empty());
    directory.apply(tenant, Owner.ENTENTE, List.of(new DirectoryChange.RemoveGroup(GROUP)), ACTOR);

    var ended = startedAndEnded();

    assertThat(ended.done()).isEqualTo(Moving.BATCH);
    assertThat(ended.refusal().orElse("")).contains("There is no group " + GROUP);
  }

  @Test
  void aGroupOfAnotherOwnerIsRefusedAtOnce() {
    assertThatThrownBy(() -> moves.begin(tenant, FOREIGN, Optional.empty(), ACTOR))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("belongs to the source ldap");

    assertThat(moves.latest(tenant)).isEmpty();
  }

  private Move beginAndStop(Optional<Long> selectFromVersion) {
    return transactions.in(
        tenant,
        () -> {
          var begun = moves.begin(tenant, GROUP, selectFromVersion, ACTOR);
          schedule.stop(); // Before it can see what has begun.
          return begun;
        });
  }

  private Move startedAndEnded() {
    if (!schedule.isRunning()) {
      schedule.start();
    }
    var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end) {
      var latest = moves.latest(tenant).orElseThrow();
      if (!latest.isUnderWay()) {
        return latest;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("The move goes on and on.");
  }

  private long version() {
    return policies.of(tenant).version();
  }

  private void inTenant(String statement) {
    transactions.run(
        tenant,
        () -> jdbc.sql(statement).param("tenant", tenant.value()).param("listed", LISTED).update());
  }

  private static DirectoryChange group(GroupId id) {
    return new DirectoryChange.PutGroup(
        new Group(id, "Group " + id, Optional.empty(), Group.Kind.SECURITY));
  }
}
