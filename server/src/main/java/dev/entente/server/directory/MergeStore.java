package dev.entente.server.directory;

import dev.entente.server.directory.DirectoryDelta.Count;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Brings a staged batch into people, groups and memberships: sets, whatever their size. */
@Repository
class MergeStore {

  private static final List<String> PERSON_COLUMNS =
      List.of(
          "user_principal_name",
          "display_name",
          "given_name",
          "surname",
          "mail",
          "job_title",
          "department",
          "company_name",
          "manager_id",
          "enabled",
          "photo",
          "photo_type");

  private static final List<String> GROUP_COLUMNS =
      List.of("display_name", "description", "mail", "kind", "membership_rule");

  /** So many rows are worth the half second that counting them takes. */
  private static final int MANY = 1_000;

  private final JdbcClient jdbc;

  MergeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends, nobody else merges into this tenant's directory. */
  void lock(TenantId tenant) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('directory ' || :tenant, 0))")
        .param("tenant", tenant.toString())
        .query((_, _) -> true)
        .single();
  }

  /** Of a full load: who and what is the owner's and was not named has left. */
  void stageAbsent(TenantId tenant, UUID batch, Owner owner) {
    for (var table : List.of("people", "groups")) {
      staged(
              tenant,
              batch,
              """
              INSERT INTO staged_%1$s (tenant_id, batch, id, removed)
              SELECT :tenant, :batch, id, true FROM %1$s
              WHERE tenant_id = :tenant AND owner = :owner
              ON CONFLICT DO NOTHING
              """
                  .formatted(table))
          .param("owner", owner.label())
          .update();
    }
    staged(
            tenant,
            batch,
            """
            INSERT INTO staged_rosters
            SELECT :tenant, :batch, id FROM staged_groups
            WHERE tenant_id = :tenant AND batch = :batch
            ON CONFLICT DO NOTHING
            """)
        .update();
  }

  /** Before a large batch is joined with anything, see the migration. */
  void countStaged(TenantId tenant, UUID batch) {
    var many =
        staged(
                tenant,
                batch,
                """
                SELECT count(*) > :many FROM (
                  (SELECT FROM staged_people WHERE tenant_id = :tenant AND batch = :batch LIMIT :many + 1)
                  UNION ALL
                  (SELECT FROM staged_groups WHERE tenant_id = :tenant AND batch = :batch LIMIT :many + 1)
                  UNION ALL
                  (SELECT FROM staged_members WHERE tenant_id = :tenant AND batch = :batch LIMIT :many + 1)
                ) AS staged
                """)
            .param("many", MANY)
            .query(Boolean.class)
            .single();
    if (many) {
      analyze("staged");
    }
  }

  DirectoryDelta merge(TenantId tenant, UUID batch, Owner owner) {
    var removedPeople = removedPeople(tenant, batch);
    var membersRemoved = removeMembers(tenant, batch);
    var people = mergePeople(tenant, batch, owner);
    var groups = mergeTable("groups", GROUP_COLUMNS, tenant, batch, owner);
    var membersAdded = addMembers(tenant, batch);
    if (people.added() + groups.added() + membersAdded > MANY) {
      analyze("directory");
    }
    return new DirectoryDelta(
        people, groups, new Count(membersAdded, 0, membersRemoved), removedPeople);
  }

  private void analyze(String what) {
    jdbc.sql("SELECT analyze_%s()".formatted(what)).query((_, _) -> true).single();
  }

  private Set<UserId> removedPeople(TenantId tenant, UUID batch) {
    return new HashSet<>(
        staged(
                tenant,
                batch,
                """
                SELECT p.id FROM staged_people s JOIN people p USING (tenant_id, id)
                WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.removed
                """)
            .query((row, _) -> new UserId(row.getObject(1, UUID.class)))
            .list());
  }

  /** Names may change hands within a batch, so the unique name is freed before it is given. */
  private Count mergePeople(TenantId tenant, UUID batch, Owner owner) {
    staged(
            tenant,
            batch,
            """
            UPDATE people p SET user_principal_name = p.id::text FROM staged_people s
            WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
              AND p.tenant_id = :tenant AND p.id = s.id
              AND lower(p.user_principal_name) <> lower(s.user_principal_name)
            """)
        .update();
    return mergeTable("people", PERSON_COLUMNS, tenant, batch, owner);
  }

  /** A row that says already what it should is left alone, and does not count. */
  private Count mergeTable(
      String table, List<String> columns, TenantId tenant, UUID batch, Owner owner) {
    var here = String.join(", ", columns);
    var theirs = "s." + String.join(", s.", columns);
    var ours = "t." + String.join(", t.", columns);
    var removed =
        staged(
                tenant,
                batch,
                """
                DELETE FROM %1$s t USING staged_%1$s s
                WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.removed
                  AND t.tenant_id = :tenant AND t.id = s.id
                """
                    .formatted(table))
            .update();
    var changed =
        staged(
                tenant,
                batch,
                """
                UPDATE %1$s t SET (%2$s) = ROW (%3$s) FROM staged_%1$s s
                WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
                  AND t.tenant_id = :tenant AND t.id = s.id
                  AND (%4$s) IS DISTINCT FROM (%3$s)
                """
                    .formatted(table, here, theirs, ours))
            .update();
    // The source's own notes are kept too, and are no change to anybody else.
    staged(
            tenant,
            batch,
            """
            UPDATE %1$s t SET source_name = s.source_name, source_version = s.source_version
            FROM staged_%1$s s
            WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
              AND t.tenant_id = :tenant AND t.id = s.id
              AND (t.source_name, t.source_version) IS DISTINCT FROM
                  (s.source_name, s.source_version)
            """
                .formatted(table))
        .update();
    var added =
        staged(
                tenant,
                batch,
                """
                INSERT INTO %1$s (tenant_id, id, owner, source_name, source_version, %2$s)
                SELECT :tenant, s.id, :owner, s.source_name, s.source_version, %3$s
                FROM staged_%1$s s
                WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
                ON CONFLICT (tenant_id, id) DO NOTHING
                """
                    .formatted(table, here, theirs))
            .param("owner", owner.label())
            .update();
    return new Count(added, changed, removed);
  }

  private int removeMembers(TenantId tenant, UUID batch) {
    var removed = 0;
    for (var member : List.of("person_id", "nested_group_id")) {
      removed +=
          staged(
                  tenant,
                  batch,
                  """
                  DELETE FROM memberships m USING staged_rosters r
                  WHERE r.tenant_id = :tenant AND r.batch = :batch
                    AND m.tenant_id = :tenant AND m.group_id = r.group_id AND m.%1$s IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM staged_members s
                        WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
                          AND s.group_id = m.group_id AND s.%1$s = m.%1$s)
                  """
                      .formatted(member))
              .update();
      removed +=
          staged(
                  tenant,
                  batch,
                  """
                  DELETE FROM memberships m USING staged_members s
                  WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.removed
                    AND m.tenant_id = :tenant AND m.group_id = s.group_id AND m.%1$s = s.%1$s
                  """
                      .formatted(member))
              .update();
    }
    return removed + removeMembershipsOfRemoved(tenant, batch);
  }

  private int removeMembershipsOfRemoved(TenantId tenant, UUID batch) {
    var ofLeavers =
        staged(
                tenant,
                batch,
                """
                DELETE FROM memberships m USING staged_people s
                WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.removed
                  AND m.tenant_id = :tenant AND m.person_id = s.id
                """)
            .update();
    var ofGroups = 0;
    for (var group : List.of("group_id", "nested_group_id")) {
      ofGroups +=
          staged(
                  tenant,
                  batch,
                  """
                  DELETE FROM memberships m USING staged_groups s
                  WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.removed
                    AND m.tenant_id = :tenant AND m.%s = s.id
                  """
                      .formatted(group))
              .update();
    }
    return ofLeavers + ofGroups;
  }

  private int addMembers(TenantId tenant, UUID batch) {
    return staged(
            tenant,
            batch,
            """
            INSERT INTO memberships (tenant_id, group_id, person_id, nested_group_id)
            SELECT :tenant, s.group_id, s.person_id, s.nested_group_id FROM staged_members s
            WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
              AND NOT EXISTS (SELECT 1 FROM staged_people p
                              WHERE p.tenant_id = :tenant AND p.batch = :batch
                                AND p.id = s.person_id AND p.removed)
              AND NOT EXISTS (SELECT 1 FROM staged_groups g
                              WHERE g.tenant_id = :tenant AND g.batch = :batch
                                AND g.id IN (s.group_id, s.nested_group_id) AND g.removed)
            ON CONFLICT DO NOTHING
            """)
        .update();
  }

  /** A thing that another owner says. */
  record Foreign(String name, Owner owner) {}

  Optional<Foreign> foreignPerson(TenantId tenant, UUID batch, Owner owner) {
    return foreign(
        tenant,
        batch,
        owner,
        """
        SELECT p.user_principal_name AS name, p.owner
        FROM staged_people s JOIN people p USING (tenant_id, id)
        WHERE s.tenant_id = :tenant AND s.batch = :batch AND p.owner <> :owner LIMIT 1
        """);
  }

  Optional<Foreign> foreignGroup(TenantId tenant, UUID batch, Owner owner) {
    return foreign(
        tenant,
        batch,
        owner,
        """
        SELECT g.display_name AS name, g.owner
        FROM (SELECT id FROM staged_groups WHERE tenant_id = :tenant AND batch = :batch
              UNION
              SELECT group_id FROM staged_rosters WHERE tenant_id = :tenant AND batch = :batch
              UNION
              SELECT group_id FROM staged_members WHERE tenant_id = :tenant AND batch = :batch) s
        JOIN groups g ON g.tenant_id = :tenant AND g.id = s.id
        WHERE g.owner <> :owner LIMIT 1
        """);
  }

  private Optional<Foreign> foreign(TenantId tenant, UUID batch, Owner owner, String sql) {
    return staged(tenant, batch, sql)
        .param("owner", owner.label())
        .query(
            (row, _) ->
                new Foreign(row.getString("name"), Owner.of(row.getString("owner")).orElseThrow()))
        .optional();
  }

  /** A user principal name that two people would have. */
  Optional<String> contestedName(TenantId tenant, UUID batch) {
    return staged(
            tenant,
            batch,
            """
            SELECT min(user_principal_name) FROM staged_people
            WHERE tenant_id = :tenant AND batch = :batch AND NOT removed
            GROUP BY lower(user_principal_name) HAVING count(*) > 1
            UNION ALL
            SELECT s.user_principal_name
            FROM staged_people s
            JOIN people p ON p.tenant_id = :tenant
                         AND lower(p.user_principal_name) = lower(s.user_principal_name)
            WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed AND p.id <> s.id
              AND NOT EXISTS (SELECT 1 FROM staged_people t
                              WHERE t.tenant_id = :tenant AND t.batch = :batch AND t.id = p.id)
            LIMIT 1
            """)
        .query(String.class)
        .optional();
  }

  Optional<UUID> unknownGroup(TenantId tenant, UUID batch) {
    return staged(
            tenant,
            batch,
            """
            SELECT id
            FROM (SELECT group_id AS id FROM staged_members
                  WHERE tenant_id = :tenant AND batch = :batch
                  UNION ALL
                  SELECT nested_group_id FROM staged_members
                  WHERE tenant_id = :tenant AND batch = :batch AND NOT removed
                    AND nested_group_id IS NOT NULL
                  UNION ALL
                  SELECT group_id FROM staged_rosters r
                  WHERE tenant_id = :tenant AND batch = :batch
                    AND NOT EXISTS (SELECT 1 FROM staged_groups g
                                    WHERE g.tenant_id = :tenant AND g.batch = :batch
                                      AND g.id = r.group_id AND g.removed)) named
            WHERE NOT EXISTS (SELECT 1 FROM groups g WHERE g.tenant_id = :tenant AND g.id = named.id)
            LIMIT 1
            """)
        .query(UUID.class)
        .optional();
  }

  Optional<UUID> unknownPerson(TenantId tenant, UUID batch) {
    return staged(
            tenant,
            batch,
            """
            SELECT s.person_id FROM staged_members s
            WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
              AND s.person_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM people p
                              WHERE p.tenant_id = :tenant AND p.id = s.person_id)
            LIMIT 1
            """)
        .query(UUID.class)
        .optional();
  }

  /** A Microsoft 365 group that would be nested, or have one nested in it. */
  Optional<String> impossibleNest(TenantId tenant, UUID batch) {
    return staged(
            tenant,
            batch,
            """
            WITH concerned AS (
                SELECT group_id, nested_group_id FROM staged_members
                WHERE tenant_id = :tenant AND batch = :batch AND NOT removed
                  AND nested_group_id IS NOT NULL
                UNION ALL
                SELECT m.group_id, m.nested_group_id
                FROM staged_groups s JOIN memberships m
                  ON m.tenant_id = :tenant AND (m.group_id = s.id OR m.nested_group_id = s.id)
                 AND m.nested_group_id IS NOT NULL
                WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.kind = 'microsoft365'
            )
            SELECT g.display_name FROM concerned c JOIN groups g
              ON g.tenant_id = :tenant AND g.id IN (c.group_id, c.nested_group_id)
            WHERE g.kind = 'microsoft365' LIMIT 1
            """)
        .query(String.class)
        .optional();
  }

  private JdbcClient.StatementSpec staged(TenantId tenant, UUID batch, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.value()).param("batch", batch);
  }
}
