package dev.entente.server.directory;

import dev.entente.server.directory.DirectoryLoad.GroupRow;
import dev.entente.server.directory.DirectoryLoad.MemberRow;
import dev.entente.server.directory.DirectoryLoad.PersonRow;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People, groups and memberships in PostgreSQL. */
@Repository
class DirectoryStore {

  /**
   * The groups that contain a person, through nested ones. {@code UNION} (not {@code ALL}) ends on
   * cycles; only security groups nest.
   */
  private static final String CONTAINING =
      """
      WITH RECURSIVE containing (group_id) AS (
          SELECT group_id FROM memberships WHERE tenant_id = :tenant AND person_id = :person
          UNION
          SELECT m.group_id
          FROM memberships m JOIN containing c ON m.nested_group_id = c.group_id
          WHERE m.tenant_id = :tenant
      )
      """;

  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  DirectoryStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  Optional<Person> person(TenantId tenant, UserId id) {
    return jdbc.sql("SELECT * FROM people WHERE tenant_id = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(DirectoryStore::person)
        .optional();
  }

  Optional<Person> personByPrincipalName(TenantId tenant, String userPrincipalName) {
    return jdbc.sql(
            """
            SELECT * FROM people
            WHERE tenant_id = :tenant AND lower(user_principal_name) = lower(:name)
            """)
        .param("tenant", tenant.value())
        .param("name", userPrincipalName)
        .query(DirectoryStore::person)
        .optional();
  }

  List<Person> people(TenantId tenant, Optional<UserId> after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM people
            WHERE tenant_id = :tenant
              AND (:after::uuid IS NULL OR (display_name, id) >
                   (SELECT display_name, id FROM people WHERE tenant_id = :tenant AND id = :after))
            ORDER BY display_name, id LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("after", after.map(UserId::value).orElse(null))
        .param("limit", limit)
        .query(DirectoryStore::person)
        .list();
  }

  List<Person> reportsOf(TenantId tenant, UserId manager) {
    return jdbc.sql(
            """
            SELECT * FROM people WHERE tenant_id = :tenant AND manager_id = :manager
            ORDER BY display_name, id
            """)
        .param("tenant", tenant.value())
        .param("manager", manager.value())
        .query(DirectoryStore::person)
        .list();
  }

  Optional<Photo> photo(TenantId tenant, UserId id) {
    return jdbc.sql(
            """
            SELECT photo, photo_type FROM people
            WHERE tenant_id = :tenant AND id = :id AND photo IS NOT NULL
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, _) -> new Photo(row.getBytes("photo"), row.getString("photo_type")))
        .optional();
  }

  Optional<Group> group(TenantId tenant, GroupId id) {
    return jdbc.sql("SELECT * FROM groups WHERE tenant_id = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(DirectoryStore::group)
        .optional();
  }

  List<Group> findGroups(TenantId tenant, String text, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM groups
            WHERE tenant_id = :tenant
              AND (starts_with(lower(display_name), lower(:text))
                   OR starts_with(lower(mail), lower(:text)) OR id::text = lower(:text))
            ORDER BY display_name, id LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("text", text)
        .param("limit", limit)
        .query(DirectoryStore::group)
        .list();
  }

  boolean isMember(TenantId tenant, UserId person, GroupId group) {
    return jdbc.sql(CONTAINING + "SELECT EXISTS (SELECT 1 FROM containing WHERE group_id = :group)")
        .param("tenant", tenant.value())
        .param("person", person.value())
        .param("group", group.value())
        .query(Boolean.class)
        .single();
  }

  /** What a decision needs of a person and a group, in one round trip. */
  MembershipFacts membershipFacts(TenantId tenant, UserId person, Optional<GroupId> group) {
    return jdbc.sql(
            CONTAINING
                + """
                SELECT coalesce((SELECT enabled FROM people
                                 WHERE tenant_id = :tenant AND id = :person), false) AS enabled,
                       EXISTS (SELECT 1 FROM groups
                               WHERE tenant_id = :tenant AND id = :group::uuid) AS group_exists,
                       EXISTS (SELECT 1 FROM containing WHERE group_id = :group::uuid) AS member
                """)
        .param("tenant", tenant.value())
        .param("person", person.value())
        .param("group", group.map(GroupId::value).orElse(null))
        .query(
            (row, _) ->
                new MembershipFacts(
                    row.getBoolean("enabled"),
                    row.getBoolean("group_exists"),
                    row.getBoolean("member")))
        .single();
  }

  int effectiveMemberCount(TenantId tenant, GroupId group) {
    return jdbc.sql(
            """
            WITH RECURSIVE contained (group_id) AS (
                SELECT :group::uuid
                UNION
                SELECT m.nested_group_id
                FROM memberships m JOIN contained c ON m.group_id = c.group_id
                WHERE m.tenant_id = :tenant AND m.nested_group_id IS NOT NULL
            )
            SELECT count(DISTINCT m.person_id)
            FROM memberships m JOIN contained c ON m.group_id = c.group_id
            WHERE m.tenant_id = :tenant AND m.person_id IS NOT NULL
            """)
        .param("tenant", tenant.value())
        .param("group", group.value())
        .query(Integer.class)
        .single();
  }

  /** Puts the load in place of what was there: who is missing from it has left. */
  void replaceAll(TenantId tenant, DirectoryLoad load) {
    removeOthers("people", tenant, load.people().stream().map(PersonRow::id).toList());
    removeOthers("groups", tenant, load.groups().stream().map(GroupRow::id).toList());
    jdbc.sql("DELETE FROM memberships WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .update();
    savePeople(tenant, load.people());
    saveGroups(tenant, load.groups());
    saveMembers(tenant, load.members());
  }

  private void removeOthers(String table, TenantId tenant, List<UUID> kept) {
    jdbc.sql("DELETE FROM %s WHERE tenant_id = :tenant AND id <> ALL (:kept)".formatted(table))
        .param("tenant", tenant.value())
        .param("kept", kept.toArray(UUID[]::new))
        .update();
  }

  /** Names may change hands within one load, so the unique name is freed before it is given. */
  private void savePeople(TenantId tenant, List<PersonRow> people) {
    jdbc.sql("UPDATE people SET user_principal_name = id::text WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .update();
    batches.batchUpdate(
        """
        INSERT INTO people (tenant_id, id, user_principal_name, display_name, given_name, surname, mail,
                            job_title, department, company_name, manager_id, enabled, photo, photo_type)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant_id, id) DO UPDATE
        SET user_principal_name = excluded.user_principal_name, display_name = excluded.display_name,
            given_name = excluded.given_name, surname = excluded.surname, mail = excluded.mail,
            job_title = excluded.job_title, department = excluded.department,
            company_name = excluded.company_name, manager_id = excluded.manager_id,
            enabled = excluded.enabled, photo = excluded.photo, photo_type = excluded.photo_type
        """,
        people,
        BATCH,
        (statement, it) -> {
          statement.setObject(1, tenant.value());
          statement.setObject(2, it.id());
          statement.setString(3, it.userPrincipalName());
          statement.setString(4, it.displayName());
          statement.setString(5, orNull(it.givenName()));
          statement.setString(6, orNull(it.surname()));
          statement.setString(7, orNull(it.mail()));
          statement.setString(8, orNull(it.jobTitle()));
          statement.setString(9, orNull(it.department()));
          statement.setString(10, orNull(it.companyName()));
          statement.setObject(11, orNull(it.manager()));
          statement.setBoolean(12, it.enabled());
          statement.setBytes(13, orNull(it.photo().map(Photo::bytes)));
          statement.setString(14, orNull(it.photo().map(Photo::mediaType)));
        });
  }

  private void saveGroups(TenantId tenant, List<GroupRow> groups) {
    batches.batchUpdate(
        """
        INSERT INTO groups (tenant_id, id, display_name, mail, kind) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant_id, id) DO UPDATE
        SET display_name = excluded.display_name, mail = excluded.mail, kind = excluded.kind
        """,
        groups,
        BATCH,
        (statement, it) -> {
          statement.setObject(1, tenant.value());
          statement.setObject(2, it.id());
          statement.setString(3, it.displayName());
          statement.setString(4, orNull(it.mail()));
          statement.setString(5, it.kind().label());
        });
  }

  private void saveMembers(TenantId tenant, List<MemberRow> members) {
    batches.batchUpdate(
        """
        INSERT INTO memberships (tenant_id, group_id, person_id, nested_group_id) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        members,
        BATCH,
        (statement, it) -> {
          statement.setObject(1, tenant.value());
          statement.setObject(2, it.group());
          statement.setObject(3, orNull(it.person()));
          statement.setObject(4, orNull(it.nestedGroup()));
        });
  }

  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
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
