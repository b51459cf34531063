package dev.entente.server.directory;

import static java.util.stream.Collectors.joining;

import dev.entente.server.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Takes out of a staged batch what cannot come in, with the reason, so that it does not stop the
 * others.
 */
@Repository
class PassOverStore {

  private static final List<Text> NAMES_OF_PEOPLE =
      List.of(
          new Text("user_principal_name", "userPrincipalName", TextBound.USER_PRINCIPAL_NAME),
          new Text("display_name", "displayName", TextBound.DISPLAY_NAME),
          new Text("mail", "mail", TextBound.MAIL));

  private static final List<Text> NAMES_OF_GROUPS =
      List.of(
          new Text("display_name", "displayName", TextBound.DISPLAY_NAME),
          new Text("mail", "mail", TextBound.MAIL));

  private static final List<String> OTHER_TEXTS_OF_PEOPLE =
      List.of("given_name", "surname", "job_title", "department", "company_name");

  private static final List<String> OTHER_TEXTS_OF_GROUPS = List.of("description");

  /** Behind a {@code WITH} that says what is {@code lost}. Names that are cut may be the same. */
  private static final String LIST =
      """
      INSERT INTO passed_over_entries (tenant_id, name, batch, reason, id, source_version,
                                       user_principal_name)
      SELECT DISTINCT ON (name) :tenant,
             left(coalesce(source_name, id::text), :longest) AS name, :batch, reason, id,
             coalesce(source_version, ''), contested_name
      FROM lost
      ON CONFLICT (tenant_id, name)
      DO UPDATE SET batch = excluded.batch, reason = excluded.reason, id = excluded.id,
                    source_version = excluded.source_version,
                    user_principal_name = excluded.user_principal_name
      """;

  private final JdbcClient jdbc;

  PassOverStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A column with an index, which a text has to fit. */
  private record Text(String column, String name, TextBound bound) {

    String fault() {
      return "WHEN length(%s) > %d THEN 'has a %s of more than %2$d characters'"
          .formatted(column, bound.maxLength(), name);
    }
  }

  /** The first of the names that is too long; null where none is. */
  private static String fault(List<Text> names) {
    return names.stream().map(Text::fault).collect(joining(" ", "CASE ", " END"));
  }

  /** What is a person or a group now, or has left, is not passed over any longer. */
  void forgetMended(TenantId tenant, UUID batch) {
    staged(
            tenant,
            batch,
            """
            DELETE FROM passed_over_entries e
            USING (SELECT id, removed FROM staged_people
                   WHERE tenant_id = :tenant AND batch = :batch
                   UNION ALL
                   SELECT id, removed FROM staged_groups
                   WHERE tenant_id = :tenant AND batch = :batch) s
            WHERE e.tenant_id = :tenant AND e.id = s.id AND (NOT s.removed OR e.batch <> :batch)
            """)
        .update();
  }

  /** What another owner says stays as that one says it, members included. */
  void passOverForeign(TenantId tenant, UUID batch, Owner owner) {
    for (var table : List.of("staged_rosters", "staged_members")) {
      staged(
              tenant,
              batch,
              """
              DELETE FROM %s s USING groups g
              WHERE s.tenant_id = :tenant AND s.batch = :batch
                AND g.tenant_id = :tenant AND g.id = s.group_id AND g.owner <> :owner
              """
                  .formatted(table))
          .param("owner", owner.label())
          .update();
    }
    passOverForeign("people", "user_principal_name", tenant, batch, owner);
    passOverForeign("groups", "display_name", tenant, batch, owner);
  }

  /** That something of another's is not at the source is nothing to list. */
  private void passOverForeign(
      String table, String name, TenantId tenant, UUID batch, Owner owner) {
    list(
            tenant,
            batch,
            """
            WITH foreigners AS (
              DELETE FROM staged_%1$s s USING %1$s t
              WHERE s.tenant_id = :tenant AND s.batch = :batch
                AND t.tenant_id = :tenant AND t.id = s.id AND t.owner <> :owner
              RETURNING s.id, s.removed, s.source_name, s.source_version,
                        'has the id of ' || t.%2$s || ' from the source ' || t.owner AS reason,
                        NULL AS contested_name
            ), lost AS (
              SELECT * FROM foreigners WHERE NOT removed
            )
            """
                .formatted(table, name))
        .param("owner", owner.label())
        .update();
  }

  /** Whose name is too long for an index counts as having left. */
  void passOverTooLong(TenantId tenant, UUID batch) {
    passOverTooLong("staged_people", fault(NAMES_OF_PEOPLE), tenant, batch);
    passOverTooLong("staged_groups", fault(NAMES_OF_GROUPS), tenant, batch);
  }

  private void passOverTooLong(String table, String fault, TenantId tenant, UUID batch) {
    list(
            tenant,
            batch,
            """
            WITH lost AS (
              UPDATE %1$s SET removed = true
              WHERE tenant_id = :tenant AND batch = :batch AND NOT removed AND %2$s IS NOT NULL
              RETURNING id, source_name, source_version, %2$s AS reason, NULL AS contested_name
            )
            """
                .formatted(table, fault))
        .update();
  }

  /**
   * Of several people with one user principal name, who has it keeps it, else who comes first; the
   * others are passed over, and count as having left.
   */
  void passOverContested(TenantId tenant, UUID batch) {
    list(
            tenant,
            batch,
            """
            WITH claims AS (
              SELECT s.id, lower(s.user_principal_name) AS name
              FROM staged_people s
              WHERE s.tenant_id = :tenant AND s.batch = :batch AND NOT s.removed
              UNION ALL
              SELECT p.id, lower(p.user_principal_name)
              FROM people p
              WHERE p.tenant_id = :tenant
                AND lower(p.user_principal_name) IN
                    (SELECT lower(user_principal_name) FROM staged_people
                     WHERE tenant_id = :tenant AND batch = :batch AND NOT removed)
                AND NOT EXISTS (SELECT 1 FROM staged_people t
                                WHERE t.tenant_id = :tenant AND t.batch = :batch AND t.id = p.id)
            ), ranked AS (
              SELECT c.id, row_number() OVER (PARTITION BY c.name
                                              ORDER BY p.id IS NULL, c.id) AS place
              FROM claims c
              LEFT JOIN people p ON p.tenant_id = :tenant AND p.id = c.id
                                AND lower(p.user_principal_name) = c.name
            ), lost AS (
              UPDATE staged_people s SET removed = true
              FROM ranked r
              WHERE s.tenant_id = :tenant AND s.batch = :batch AND s.id = r.id AND r.place > 1
              RETURNING s.id, s.source_name, s.source_version,
                        'somebody else is ' || s.user_principal_name AS reason,
                        s.user_principal_name AS contested_name
            )
            """)
        .update();
  }

  /** Someone or something with a name that is too long for an index, and which. */
  Optional<String> tooLong(TenantId tenant, UUID batch) {
    return staged(
            tenant,
            batch,
            """
            SELECT id || ' ' || fault
            FROM (SELECT id, %s AS fault FROM staged_people
                  WHERE tenant_id = :tenant AND batch = :batch AND NOT removed
                  UNION ALL
                  SELECT id, %s FROM staged_groups
                  WHERE tenant_id = :tenant AND batch = :batch AND NOT removed) s
            WHERE fault IS NOT NULL LIMIT 1
            """
                .formatted(fault(NAMES_OF_PEOPLE), fault(NAMES_OF_GROUPS)))
        .query(String.class)
        .optional();
  }

  /** Nobody is found by the other texts, so their beginnings do. */
  void cutOtherTexts(TenantId tenant, UUID batch) {
    cut("staged_people", OTHER_TEXTS_OF_PEOPLE, tenant, batch);
    cut("staged_groups", OTHER_TEXTS_OF_GROUPS, tenant, batch);
  }

  private void cut(String table, List<String> columns, TenantId tenant, UUID batch) {
    staged(
            tenant,
            batch,
            """
            UPDATE %s SET %s
            WHERE tenant_id = :tenant AND batch = :batch AND greatest(%s) > :longest
            """
                .formatted(
                    table,
                    each(columns, "%1$s = left(%1$s, :longest)"),
                    each(columns, "length(%s)")))
        .param("longest", TextBound.OTHER.maxLength())
        .update();
  }

  private static String each(List<String> columns, String expression) {
    return columns.stream().map(expression::formatted).collect(joining(", "));
  }

  private JdbcClient.StatementSpec list(TenantId tenant, UUID batch, String withLost) {
    return staged(tenant, batch, withLost + LIST)
        .param("longest", TextBound.ENTRY_NAME.maxLength());
  }

  private JdbcClient.StatementSpec staged(TenantId tenant, UUID batch, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.value()).param("batch", batch);
  }
}
