package dev.entente.server.directory;

import dev.entente.server.directory.DirectoryDelta.Count;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members of dynamic groups that were made here: whoever their rule holds for. */
@Repository
class DynamicGroupStore {

  private static final String PUT_HERE =
      "SELECT id FROM staged_people WHERE tenant_id = :tenant AND batch = :batch AND NOT removed";

  private final JdbcClient jdbc;

  DynamicGroupStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Dynamic(GroupId id, MembershipRule rule, boolean isNew) {}

  /** For everyone where the batch put the group, else for the people whom the batch put. */
  Count evaluate(TenantId tenant, UUID batch) {
    var added = 0;
    var removed = 0;
    for (var group : concerned(tenant, batch)) {
      var scope = group.isNew() ? "true" : "p.id IN (" + PUT_HERE + ")";
      removed += remove(tenant, batch, group, scope);
      added += add(tenant, batch, group, scope);
    }
    return new Count(added, 0, removed);
  }

  /** A dynamic group whose members somebody wants to list. */
  Optional<String> listed(TenantId tenant, UUID batch) {
    return jdbc.sql(
            """
            SELECT g.display_name
            FROM (SELECT group_id FROM staged_members WHERE tenant_id = :tenant AND batch = :batch
                  UNION
                  SELECT group_id FROM staged_rosters WHERE tenant_id = :tenant AND batch = :batch) s
            JOIN groups g ON g.tenant_id = :tenant AND g.id = s.group_id
            WHERE g.owner = 'entente' AND g.membership_rule IS NOT NULL LIMIT 1
            """)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .query(String.class)
        .optional();
  }

  private List<Dynamic> concerned(TenantId tenant, UUID batch) {
    return jdbc.sql(
            """
            SELECT g.id, g.membership_rule, s.id IS NOT NULL AS is_new
            FROM groups g
            LEFT JOIN staged_groups s
              ON s.tenant_id = :tenant AND s.batch = :batch AND s.id = g.id
            WHERE g.tenant_id = :tenant AND g.owner = 'entente' AND g.membership_rule IS NOT NULL
              AND (s.id IS NOT NULL OR EXISTS (%s))
            """
                .formatted(PUT_HERE))
        .param("tenant", tenant.value())
        .param("batch", batch)
        .query(
            (row, _) ->
                new Dynamic(
                    new GroupId(row.getObject("id", UUID.class)),
                    MembershipRule.parse(row.getString("membership_rule")),
                    row.getBoolean("is_new")))
        .list();
  }

  private int remove(TenantId tenant, UUID batch, Dynamic group, String scope) {
    return about(
            tenant,
            batch,
            group,
            """
            DELETE FROM memberships m
            WHERE m.tenant_id = :tenant AND m.group_id = :group
              AND (m.nested_group_id IS NOT NULL
                   OR EXISTS (SELECT 1 FROM people p
                              WHERE p.tenant_id = :tenant AND p.id = m.person_id
                                AND %s AND NOT (%s)))
            """
                .formatted(scope, group.rule().condition()))
        .update();
  }

  private int add(TenantId tenant, UUID batch, Dynamic group, String scope) {
    return about(
            tenant,
            batch,
            group,
            """
            INSERT INTO memberships (tenant_id, group_id, person_id)
            SELECT :tenant, :group, p.id FROM people p
            WHERE p.tenant_id = :tenant AND %s AND %s
            ON CONFLICT DO NOTHING
            """
                .formatted(scope, group.rule().condition()))
        .update();
  }

  private JdbcClient.StatementSpec about(TenantId tenant, UUID batch, Dynamic group, String sql) {
    return jdbc.sql(sql)
        .params(group.rule().parameters())
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("group", group.id().value());
  }
}
