package dev.entente.server.directory;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

  private static final String SELECT_PERSON = selectPerson("p");

  /** Some of them: the groups that the walk meets first, and whom it meets in these. */
  private static final String A_FEW =
      CONTAINED
          + """
          , met AS (SELECT group_id FROM contained LIMIT :bound),
          few AS (
              SELECT m.person_id
              FROM met CROSS JOIN LATERAL (
                  SELECT person_id FROM memberships
                  WHERE tenant_id = :tenant AND group_id = met.group_id AND person_id IS NOT NULL
                  LIMIT :bound) m
              LIMIT :bound
          )
          """;

  /** Of groups and of members that {@link #glance} looks at: one more than a thousand. */
  private static final int GLANCE = 1_001;

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

  Map<String, UserId> peopleByPrincipalName(TenantId tenant, Collection<String> names) {
    return jdbc
        .sql(
            """
            SELECT lower(user_principal_name) AS name, id FROM people
            WHERE tenant_id = :tenant
              AND lower(user_principal_name) IN (SELECT name FROM unnest(:names) AS name)
            """)
        .param("tenant", tenant.value())
        .param("names", names.toArray(String[]::new))
        .query(
            (row, _) ->
                Map.entry(row.getString("name"), new UserId(row.getObject("id", UUID.class))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

  /**
   * Those that come first by name and those by mail, each in the order of its index, however many
   * begin so.
   */
  List<Group> findGroups(TenantId tenant, String prefix, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM (
                (SELECT * FROM groups
                 WHERE tenant_id = :tenant AND starts_with(lower(display_name), lower(:prefix))
                 ORDER BY lower(display_name) USING ~<~ LIMIT :limit)
                UNION
                (SELECT * FROM groups
                 WHERE tenant_id = :tenant AND starts_with(lower(mail), lower(:prefix))
                 ORDER BY lower(mail) USING ~<~ LIMIT :limit)) found
            ORDER BY display_name, id LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("prefix", prefix)
        .param("limit", limit)
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
    return summary(tenant, id, CONTAINED, "members", Integer.MAX_VALUE);
  }

  /** Counts no further than a page of many groups can afford. */
  Optional<GroupSummary> glance(TenantId tenant, GroupId id) {
    return summary(tenant, id, A_FEW, "few", GLANCE);
  }

  /**
   * @param walk ends with the table of {@code members}, which says who is in the group
   */
  private Optional<GroupSummary> summary(
      TenantId tenant, GroupId id, String walk, String members, int bound) {
    var sample =
        about(
                tenant,
                id,
                walk
                    + SELECT_PERSON
                    + """
                    FROM (SELECT DISTINCT person_id FROM %s) m
                    JOIN people p ON p.tenant_id = :tenant AND p.id = m.person_id
                    ORDER BY p.display_name, p.id LIMIT :sample
                    """
                        .formatted(members))
            .param("bound", bound)
            .param("sample", SAMPLE)
            .query(DirectoryStore::person)
            .list();
    return about(
            tenant,
            id,
            walk
                + """
                SELECT g.*,
                       (SELECT count(*) FROM (
                            SELECT 1 FROM memberships m
                            JOIN people p ON p.tenant_id = :tenant AND p.id = m.person_id
                            WHERE m.tenant_id = :tenant AND m.group_id = :group
                            LIMIT :bound) direct) AS direct_people,
                       (SELECT count(*) FROM (
                            SELECT 1 FROM memberships m
                            JOIN groups n ON n.tenant_id = :tenant AND n.id = m.nested_group_id
                            WHERE m.tenant_id = :tenant AND m.group_id = :group
                            LIMIT :bound) direct) AS direct_groups,
                       (SELECT count(DISTINCT p.id) FROM %1$s m
                        JOIN people p ON p.tenant_id = :tenant AND p.id = m.person_id) AS people,
                       (SELECT count(*) FROM (SELECT 1 FROM contained LIMIT :bound) c) < :bound
                         AND (SELECT count(*) FROM %1$s) < :bound AS complete
                FROM groups g WHERE g.tenant_id = :tenant AND g.id = :group
                """
                    .formatted(members))
        .param("bound", bound)
        .query(
            (row, number) ->
                new GroupSummary(
                    group(row, number),
                    Owner.of(row.getString("owner")).orElseThrow(),
                    row.getInt("direct_people"),
                    row.getInt("direct_groups"),
                    row.getInt("people"),
                    row.getBoolean("complete"),
                    sample))
        .optional();
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
