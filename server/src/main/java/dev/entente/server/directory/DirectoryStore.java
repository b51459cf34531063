package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People, groups and memberships in PostgreSQL. */
@Repository
class DirectoryStore {

  /**
   * The group and the groups nested in it, the same way down as {@code groups_containing} goes up.
   */
  static final String CONTAINED =
      """
      WITH RECURSIVE contained (group_id, nests) AS (
          SELECT id, kind = 'security' FROM groups WHERE tenant_id = :tenant AND id = :group
          UNION
          SELECT g.id, true
          FROM contained c
          JOIN memberships m ON m.tenant_id = :tenant AND m.group_id = c.group_id
          JOIN groups g
            ON g.tenant_id = m.tenant_id AND g.id = m.nested_group_id AND g.kind = 'security'
          WHERE c.nests
      ), members (person_id) AS (
          SELECT DISTINCT m.person_id
          FROM contained c JOIN memberships m ON m.tenant_id = :tenant AND m.group_id = c.group_id
          WHERE m.person_id IS NOT NULL
      )
      """;

  private static final String NEXT_PEOPLE =
      """
        AND (:after::uuid IS NULL OR (p.display_name, p.id) >
             (SELECT display_name, id FROM people WHERE tenant_id = :tenant AND id = :after))
      ORDER BY p.display_name, p.id LIMIT :limit
      """;

  private static final String SELECT_PERSON = selectPerson("p");

  private static final int SAMPLE = 5;

  private final JdbcClient jdbc;

  DirectoryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Person> person(TenantId tenant, UserId id) {
    return jdbc.sql(SELECT_PERSON + "FROM people p WHERE tenant_id = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(DirectoryStore::person)
        .optional();
  }

  Optional<Person> personByPrincipalName(TenantId tenant, String userPrincipalName) {
    return jdbc.sql(
            SELECT_PERSON
                + """
            FROM people p
            WHERE tenant_id = :tenant AND lower(user_principal_name) = lower(:name)
            """)
        .param("tenant", tenant.value())
        .param("name", userPrincipalName)
        .query(DirectoryStore::person)
        .optional();
  }

  List<Person> peopleCalled(TenantId tenant, List<String> names) {
    return jdbc.sql(
            SELECT_PERSON
                + """
            FROM people p
            WHERE tenant_id = :tenant
              AND lower(user_principal_name) IN (SELECT lower(name) FROM unnest(:names) AS name)
            """)
        .param("tenant", tenant.value())
        .param("names", names.toArray(String[]::new))
        .query(DirectoryStore::person)
        .list();
  }

  Set<UserId> directMembersAmong(TenantId tenant, GroupId group, List<UserId> people) {
    return jdbc.sql(
            """
            SELECT person_id FROM memberships
            WHERE tenant_id = :tenant AND group_id = :group AND person_id = ANY (:people)
            """)
        .param("tenant", tenant.value())
        .param("group", group.value())
        .param("people", people.stream().map(UserId::value).toArray(UUID[]::new))
        .query((row, _) -> new UserId(row.getObject(1, UUID.class)))
        .set();
  }

  Optional<Person> personByExternalId(TenantId tenant, String externalId) {
    return jdbc.sql(
            SELECT_PERSON
                + """
            FROM people p JOIN scim_users s ON s.tenant_id = p.tenant_id AND s.id = p.id
            WHERE p.tenant_id = :tenant AND s.external_id = :externalId
            """)
        .param("tenant", tenant.value())
        .param("externalId", externalId)
        .query(DirectoryStore::person)
        .optional();
  }

  List<Person> people(TenantId tenant, Optional<UserId> after, int limit) {
    return jdbc.sql(
            SELECT_PERSON
                + """
            FROM people p
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

  List<Person> people(TenantId tenant, Collection<UserId> ids) {
    return jdbc.sql(SELECT_PERSON + "FROM people p WHERE tenant_id = :tenant AND id = ANY (:ids)")
        .param("tenant", tenant.value())
        .param("ids", ids.stream().map(UserId::value).toArray(UUID[]::new))
        .query(DirectoryStore::person)
        .list();
  }

  boolean hasPhoto(TenantId tenant, UserId id) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM people
                           WHERE tenant_id = :tenant AND id = :id AND photo IS NOT NULL)
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  List<Person> reportsOf(TenantId tenant, UserId manager, int limit) {
    return jdbc.sql(
            SELECT_PERSON
                + """
            FROM people p WHERE tenant_id = :tenant AND manager_id = :manager
            ORDER BY display_name, id LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("manager", manager.value())
        .param("limit", limit)
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
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM groups_containing(:tenant, :person) WHERE group_id = :group)
            """)
        .param("tenant", tenant.value())
        .param("person", person.value())
        .param("group", group.value())
        .query(Boolean.class)
        .single();
  }

  int effectiveMemberCount(TenantId tenant, GroupId group) {
    return about(
            tenant,
            group,
            CONTAINED
                + """
                SELECT count(*) FROM members m JOIN people p
                  ON p.tenant_id = :tenant AND p.id = m.person_id
                """)
        .query(Integer.class)
        .single();
  }

  List<Person> directPeople(TenantId tenant, GroupId group, Optional<UserId> after, int limit) {
    return about(
            tenant,
            group,
            SELECT_PERSON
                + """
            FROM memberships m JOIN people p ON p.tenant_id = :tenant AND p.id = m.person_id
            WHERE m.tenant_id = :tenant AND m.group_id = :group
            """
                + NEXT_PEOPLE)
        .param("after", after.map(UserId::value).orElse(null))
        .param("limit", limit)
        .query(DirectoryStore::person)
        .list();
  }

  List<Person> effectivePeople(TenantId tenant, GroupId group, Optional<UserId> after, int limit) {
    return about(
            tenant,
            group,
            CONTAINED
                + SELECT_PERSON
                + """
                FROM members m JOIN people p ON p.tenant_id = :tenant AND p.id = m.person_id
                WHERE true
                """
                + NEXT_PEOPLE)
        .param("after", after.map(UserId::value).orElse(null))
        .param("limit", limit)
        .query(DirectoryStore::person)
        .list();
  }

  List<Group> directGroups(TenantId tenant, GroupId group) {
    return about(
            tenant,
            group,
            """
            SELECT g.* FROM memberships m
            JOIN groups g ON g.tenant_id = :tenant AND g.id = m.nested_group_id
            WHERE m.tenant_id = :tenant AND m.group_id = :group
            ORDER BY g.display_name, g.id
            """)
        .query(DirectoryStore::group)
        .list();
  }

  List<Group> effectiveGroups(TenantId tenant, GroupId group) {
    return about(
            tenant,
            group,
            CONTAINED
                + """
                SELECT g.* FROM groups g
                WHERE g.tenant_id = :tenant
                  AND g.id IN (SELECT m.nested_group_id FROM contained c JOIN memberships m
                                 ON m.tenant_id = :tenant AND m.group_id = c.group_id AND c.nests)
                  AND g.kind = 'security'
                ORDER BY g.display_name, g.id
                """)
        .query(DirectoryStore::group)
        .list();
  }

  List<Group> groupsOf(TenantId tenant, UserId person) {
    return jdbc.sql(
            """
            SELECT g.* FROM groups g
            WHERE g.tenant_id = :tenant
              AND g.id IN (SELECT group_id FROM groups_containing(:tenant, :person))
            ORDER BY g.display_name, g.id
            """)
        .param("tenant", tenant.value())
        .param("person", person.value())
        .query(DirectoryStore::group)
        .list();
  }

  Optional<Owner> ownerOf(TenantId tenant, GroupId group) {
    return about(
            tenant, group, "SELECT owner FROM groups WHERE tenant_id = :tenant AND id = :group")
        .query(String.class)
        .optional()
        .flatMap(Owner::of);
  }

  List<Group> groups(TenantId tenant, Optional<GroupId> after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM groups
            WHERE tenant_id = :tenant
              AND (:after::uuid IS NULL OR (display_name, id) >
                   (SELECT display_name, id FROM groups WHERE tenant_id = :tenant AND id = :after))
            ORDER BY display_name, id LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("after", after.map(GroupId::value).orElse(null))
        .param("limit", limit)
        .query(DirectoryStore::group)
        .list();
  }

  Optional<GroupSummary> summary(TenantId tenant, GroupId id) {
    return group(tenant, id)
        .map(
            group ->
                new GroupSummary(
                    group,
                    ownerOf(tenant, id).orElseThrow(),
                    directCount(tenant, id, "people", "person_id"),
                    directCount(tenant, id, "groups", "nested_group_id"),
                    effectiveMemberCount(tenant, id),
                    effectivePeople(tenant, id, Optional.empty(), SAMPLE)));
  }

  /** Of those that are in the directory. */
  private int directCount(TenantId tenant, GroupId group, String table, String column) {
    return about(
            tenant,
            group,
            """
            SELECT count(*) FROM memberships m JOIN %s it ON it.tenant_id = :tenant AND it.id = m.%s
            WHERE m.tenant_id = :tenant AND m.group_id = :group
            """
                .formatted(table, column))
        .query(Integer.class)
        .single();
  }

  private JdbcClient.StatementSpec about(TenantId tenant, GroupId group, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.value()).param("group", group.value());
  }

  /** All of a person but the photo, which is as large as a page of people. */
  static String selectPerson(String alias) {
    return """
    SELECT %1$s.id, %1$s.user_principal_name, %1$s.display_name, %1$s.given_name, %1$s.surname,
           %1$s.mail, %1$s.job_title, %1$s.department, %1$s.company_name, %1$s.manager_id, %1$s.enabled
    """
        .formatted(alias);
  }

  static Person person(ResultSet row, int number) throws SQLException {
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

  static Group group(ResultSet row, int number) throws SQLException {
    return new Group(
        new GroupId(row.getObject("id", UUID.class)),
        row.getString("display_name"),
        Optional.ofNullable(row.getString("description")),
        Optional.ofNullable(row.getString("mail")),
        Group.Kind.of(row.getString("kind")).orElseThrow(),
        Optional.ofNullable(row.getString("membership_rule")));
  }
}
