package dev.entente.server.directory;

import static java.util.stream.Collectors.partitioningBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.entente.server.directory.DirectoryDelta.Count;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static final int GROUPS_AT_ONCE = 200;

  /** A statement of PostgreSQL's has 65,535 at most; a rule has a thousand at most. */
  private static final int VALUES_AT_ONCE = 20_000;

  /** By text: most changes are to people, and the rules stay as they are. */
  private final Cache<String, MembershipRule> rules =
      Caffeine.newBuilder().maximumSize(5_000).build();

  private record Dynamic(GroupId id, MembershipRule rule, boolean isNew) {}

  /** For everyone where the batch put the group, else for the people whom the batch put. */
  Count evaluate(TenantId tenant, UUID batch) {
    var isNew = concerned(tenant, batch).stream().collect(partitioningBy(Dynamic::isNew));
    return evaluate(tenant, batch, isNew.getOrDefault(true, List.of()), "true")
        .plus(
            evaluate(
                tenant, batch, isNew.getOrDefault(false, List.of()), "%s IN (" + PUT_HERE + ")"));
  }

  /**
   * @param scope of the people, by the column that holds their ids
   */
  private Count evaluate(TenantId tenant, UUID batch, List<Dynamic> groups, String scope) {
    var count = new Count(0, 0, 0);
    for (var some : portions(groups)) {
      count = count.plus(evaluateSome(tenant, batch, some, scope));
    }
    return count;
  }

  private static List<List<Dynamic>> portions(List<Dynamic> groups) {
    var portions = new ArrayList<List<Dynamic>>();
    var from = 0;
    var values = 0;
    for (var to = 0; to < groups.size(); to++) {
      values += groups.get(to).rule().size();
      if (to - from == GROUPS_AT_ONCE || values > VALUES_AT_ONCE) {
        portions.add(groups.subList(from, to));
        from = to;
        values = groups.get(to).rule().size();
      }
    }
    if (from < groups.size()) {
      portions.add(groups.subList(from, groups.size()));
    }
    return portions;
  }

  /** The people are read once, whatever the number of groups. */
  private Count evaluateSome(TenantId tenant, UUID batch, List<Dynamic> groups, String scope) {
    var conditions = new ArrayList<String>();
    var parameters = new HashMap<String, Object>();
    for (var index = 0; index < groups.size(); index++) {
      var group = groups.get(index);
      var prefix = "group" + index;
      conditions.add("(:%s::uuid, %s)".formatted(prefix, group.rule().condition(prefix)));
      parameters.put(prefix, group.id().value());
      parameters.putAll(group.rule().parameters(prefix));
    }
    return jdbc.sql(
            """
            WITH rightful AS (
                SELECT r.group_id, p.id AS person_id
                FROM people p CROSS JOIN LATERAL (VALUES %s) AS r (group_id, holds)
                WHERE p.tenant_id = :tenant AND %s AND r.holds
            ), gone AS (
                DELETE FROM memberships m
                WHERE m.tenant_id = :tenant AND m.group_id = ANY (:groups)
                  AND (m.nested_group_id IS NOT NULL OR %s)
                  AND NOT EXISTS (SELECT 1 FROM rightful r
                                  WHERE r.group_id = m.group_id AND r.person_id = m.person_id)
                RETURNING 1
            ), come AS (
                INSERT INTO memberships (tenant_id, group_id, person_id)
                SELECT :tenant, group_id, person_id FROM rightful
                ON CONFLICT DO NOTHING
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM come), (SELECT count(*) FROM gone)
            """
                .formatted(
                    String.join(", ", conditions),
                    scope.formatted("p.id"),
                    scope.formatted("m.person_id")))
        .params(parameters)
        .param("tenant", tenant.value())
        .param("batch", batch)
        .param("groups", groups.stream().map(it -> it.id().value()).toArray(UUID[]::new))
        .query((row, _) -> new Count(row.getInt(1), 0, row.getInt(2)))
        .single();
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
                    rules.get(row.getString("membership_rule"), MembershipRule::parse),
                    row.getBoolean("is_new")))
        .list();
  }
}
