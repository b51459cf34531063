package dev.entente.server.directory.scim;

import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The people and groups that came by SCIM, in PostgreSQL. Reads the directory's own tables; changes
 * to those go through the directory.
 */
@Repository
class ScimStore {

  private static final Table<Person> USERS = new Table<>("people", "scim_users", ScimStore::person);
  private static final Table<Group> GROUPS = new Table<>("groups", "scim_groups", ScimStore::group);

  private final JdbcClient jdbc;

  ScimStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The directory's table, SCIM's beside it, and what a row of the first is. */
  private record Table<T>(String directory, String scim, RowMapper<T> mapper) {

    String joined() {
      return """
      FROM %s d JOIN %s s ON s.tenant_id = d.tenant_id AND s.id = d.id WHERE d.tenant_id = :tenant
      """
          .formatted(directory, scim);
    }

    Provisioned<T> provisioned(ResultSet row, int number) throws SQLException {
      return new Provisioned<>(
          mapper.mapRow(row, number),
          Optional.ofNullable(row.getString("external_id")),
          row.getInt("version"),
          row.getTimestamp("created_at").toInstant(),
          row.getTimestamp("changed_at").toInstant());
    }
  }

  /** Which of the matches, and in which order: from {@code startIndex} on, counted from 1. */
  record Slice(Condition condition, String order, long startIndex, int count) {}

  /** A member of a group: a person, or a group that is nested. */
  record MemberRow(UUID group, UUID member, boolean isGroup) {}

  Optional<Provisioned<Person>> user(TenantId tenant, UserId id) {
    return one(USERS, tenant, id.value(), "");
  }

  /** Holds others off until the transaction ends. */
  Optional<Provisioned<Person>> lockUser(TenantId tenant, UserId id) {
    return one(USERS, tenant, id.value(), "FOR UPDATE OF s");
  }

  Optional<Provisioned<Group>> group(TenantId tenant, GroupId id) {
    return one(GROUPS, tenant, id.value(), "");
  }

  /** Holds others off until the transaction ends. */
  Optional<Provisioned<Group>> lockGroup(TenantId tenant, GroupId id) {
    return one(GROUPS, tenant, id.value(), "FOR UPDATE OF s");
  }

  List<Provisioned<Person>> users(TenantId tenant, Slice slice) {
    return slice(USERS, tenant, slice);
  }

  List<Provisioned<Group>> groups(TenantId tenant, Slice slice) {
    return slice(GROUPS, tenant, slice);
  }

  long countUsers(TenantId tenant, Condition condition) {
    return count(USERS, tenant, condition);
  }

  long countGroups(TenantId tenant, Condition condition) {
    return count(GROUPS, tenant, condition);
  }

  /** False when the external id is another one's. */
  boolean addUser(TenantId tenant, UserId id, Optional<String> externalId, Instant now) {
    return add(USERS, tenant, id.value(), externalId, now);
  }

  /** False when the external id is another one's. */
  boolean addGroup(TenantId tenant, GroupId id, Optional<String> externalId, Instant now) {
    return add(GROUPS, tenant, id.value(), externalId, now);
  }

  /** A new version. False when the external id is another one's. */
  boolean changeUser(TenantId tenant, UserId id, Optional<String> externalId, Instant now) {
    return change(USERS, tenant, id.value(), externalId, now);
  }

  /** A new version. False when the external id is another one's. */
  boolean changeGroup(TenantId tenant, GroupId id, Optional<String> externalId, Instant now) {
    return change(GROUPS, tenant, id.value(), externalId, now);
  }

  /** A new version of each group that has the member itself: it is about to lose it. */
  void touchGroupsOf(TenantId tenant, UUID member, Instant now) {
    jdbc.sql(
            """
            UPDATE scim_groups SET version = version + 1, changed_at = :now
            WHERE tenant_id = :tenant AND id IN
                  (SELECT group_id FROM memberships WHERE tenant_id = :tenant
                   AND (person_id = :member OR nested_group_id = :member))
            """)
        .param("tenant", tenant.value())
        .param("member", member)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Whether anybody in the directory has the id, whoever owns them. */
  boolean isPerson(TenantId tenant, UUID id) {
    return !existing("people", tenant, List.of(id)).isEmpty();
  }

  /** Whether any group in the directory has the id, whoever owns it. */
  boolean isGroup(TenantId tenant, UUID id) {
    return !groupsAmong(tenant, List.of(id)).isEmpty();
  }

  /** Which of the ids are groups'. */
  Set<UUID> groupsAmong(TenantId tenant, Collection<UUID> ids) {
    return existing("groups", tenant, ids);
  }

  /** Direct members that are in the directory, by id. */
  List<MemberRow> members(TenantId tenant, Collection<UUID> groups, int limit) {
    return jdbc.sql(
            """
            SELECT m.group_id, coalesce(p.id, g.id) AS member_id, g.id IS NOT NULL AS is_group
            FROM memberships m
            LEFT JOIN people p ON p.tenant_id = :tenant AND p.id = m.person_id
            LEFT JOIN groups g ON g.tenant_id = :tenant AND g.id = m.nested_group_id
            WHERE m.tenant_id = :tenant AND m.group_id = ANY (:groups)
              AND (p.id IS NOT NULL OR g.id IS NOT NULL)
            ORDER BY m.group_id, is_group, member_id LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("groups", groups.toArray(UUID[]::new))
        .param("limit", limit)
        .query(
            (row, _) ->
                new MemberRow(
                    row.getObject("group_id", UUID.class),
                    row.getObject("member_id", UUID.class),
                    row.getBoolean("is_group")))
        .list();
  }

  private <T> Optional<Provisioned<T>> one(
      Table<T> table, TenantId tenant, UUID id, String locking) {
    return jdbc.sql("SELECT * %s AND d.id = :id %s".formatted(table.joined(), locking))
        .param("tenant", tenant.value())
        .param("id", id)
        .query(table::provisioned)
        .optional();
  }

  private <T> List<Provisioned<T>> slice(Table<T> table, TenantId tenant, Slice slice) {
    return jdbc.sql(
            "SELECT * %s AND %s ORDER BY %s LIMIT :count OFFSET :offset"
                .formatted(table.joined(), slice.condition().sql(), slice.order()))
        .param("tenant", tenant.value())
        .params(slice.condition().parameters())
        .param("count", slice.count())
        .param("offset", slice.startIndex() - 1)
        .query(table::provisioned)
        .list();
  }

  private long count(Table<?> table, TenantId tenant, Condition condition) {
    return jdbc.sql("SELECT count(*) %s AND %s".formatted(table.joined(), condition.sql()))
        .param("tenant", tenant.value())
        .params(condition.parameters())
        .query(Long.class)
        .single();
  }

  private boolean add(
      Table<?> table, TenantId tenant, UUID id, Optional<String> externalId, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO %s (tenant_id, id, external_id, version, created_at, changed_at)
                VALUES (:tenant, :id, :externalId, 1, :now, :now)
                ON CONFLICT (tenant_id, external_id) DO NOTHING
                """
                    .formatted(table.scim()))
            .param("tenant", tenant.value())
            .param("id", id)
            .param("externalId", externalId.orElse(null))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  private boolean change(
      Table<?> table, TenantId tenant, UUID id, Optional<String> externalId, Instant now) {
    return jdbc.sql(
                """
                UPDATE %s SET external_id = :externalId, version = version + 1, changed_at = :now
                WHERE tenant_id = :tenant AND id = :id AND NOT EXISTS
                      (SELECT 1 FROM %<s WHERE tenant_id = :tenant AND external_id = :externalId
                       AND id <> :id)
                """
                    .formatted(table.scim()))
            .param("tenant", tenant.value())
            .param("id", id)
            .param("externalId", externalId.orElse(null))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  private Set<UUID> existing(String table, TenantId tenant, Collection<UUID> ids) {
    return jdbc
        .sql("SELECT id FROM %s WHERE tenant_id = :tenant AND id = ANY (:ids)".formatted(table))
        .param("tenant", tenant.value())
        .param("ids", ids.toArray(UUID[]::new))
        .query(UUID.class)
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        new UserId(row.getObject("id", UUID.class)),
        row.getString("user_principal_name"),
        row.getString("display_name"),
        Optional.ofNullable(row.getString("given_name")),
        Optional.ofNullable(row.getString("surname")),
        Optional.ofNullable(row.getString("mail")),
        Optional.ofNullable(row.getString("job_title")),
        Optional.ofNullable(row.getString("department")),
        Optional.ofNullable(row.getString("company_name")),
        Optional.ofNullable(row.getObject("manager_id", UUID.class)).map(UserId::new),
        row.getBoolean("enabled"));
  }

  private static Group group(ResultSet row, int number) throws SQLException {
    return new Group(
        new GroupId(row.getObject("id", UUID.class)),
        row.getString("display_name"),
        Optional.ofNullable(row.getString("mail")),
        Group.Kind.of(row.getString("kind")).orElseThrow());
  }
}
