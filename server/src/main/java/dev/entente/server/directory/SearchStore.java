package dev.entente.server.directory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Turns a {@link Filter} into a condition; values only ever travel as parameters. */
@Repository
class SearchStore {

  private final JdbcClient jdbc;

  SearchStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Person> people(
      TenantId tenant, Filter<PersonField> filter, Optional<Place> after, int limit) {
    return page(
            DirectoryStore.selectPerson("it") + "FROM people it",
            new Condition<>(tenant, SearchStore::column, "person_id"),
            filter,
            after)
        .param("limit", limit)
        .query(DirectoryStore::person)
        .list();
  }

  int countPeople(TenantId tenant, Filter<PersonField> filter) {
    return count("people", new Condition<>(tenant, SearchStore::column, "person_id"), filter);
  }

  List<OwnedGroup> groups(
      TenantId tenant, Filter<GroupField> filter, Optional<Place> after, int limit) {
    return page(
            "SELECT it.* FROM groups it",
            new Condition<>(tenant, SearchStore::column, "nested_group_id"),
            filter,
            after)
        .param("limit", limit)
        .query(SearchStore::ownedGroup)
        .list();
  }

  int countGroups(TenantId tenant, Filter<GroupField> filter) {
    return count("groups", new Condition<>(tenant, SearchStore::column, "nested_group_id"), filter);
  }

  /**
   * Of each text the people who have it as user principal name, or where nobody has, as mail.
   *
   * @return people by the text as it was given
   */
  Map<String, List<UserId>> peopleByNameOrMail(TenantId tenant, Collection<String> names) {
    return jdbc
        .sql(
            """
            WITH wanted AS (SELECT DISTINCT name FROM unnest(:names) name),
            by_principal_name AS (
                SELECT w.name, p.id FROM wanted w JOIN people p
                  ON p.tenant_id = :tenant AND lower(p.user_principal_name) = lower(w.name)
            )
            SELECT name, id FROM by_principal_name
            UNION ALL
            SELECT w.name, p.id FROM wanted w JOIN people p
              ON p.tenant_id = :tenant AND lower(p.mail) = lower(w.name)
            WHERE w.name NOT IN (SELECT name FROM by_principal_name)
            """)
        .param("tenant", tenant.value())
        .param("names", names.toArray(String[]::new))
        .query(
            (row, _) ->
                Map.entry(row.getString("name"), new UserId(row.getObject("id", UUID.class))))
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  /** Who of these is in the directory. */
  Set<UserId> known(TenantId tenant, Collection<UserId> people) {
    return ids(
        "SELECT id FROM people WHERE tenant_id = :tenant AND id = ANY (:people)",
        Map.of("tenant", tenant.value(), "people", uuids(people)));
  }

  /** Who of these is in the group directly. */
  Set<UserId> directMembers(TenantId tenant, GroupId group, Collection<UserId> people) {
    return ids(
        """
        SELECT person_id AS id FROM memberships
        WHERE tenant_id = :tenant AND group_id = :group AND person_id = ANY (:people)
        """,
        Map.of("tenant", tenant.value(), "group", group.value(), "people", uuids(people)));
  }

  private Set<UserId> ids(String sql, Map<String, Object> values) {
    return jdbc.sql(sql)
        .params(values)
        .query((row, _) -> new UserId(row.getObject("id", UUID.class)))
        .set();
  }

  private static UUID[] uuids(Collection<UserId> people) {
    return people.stream().map(UserId::value).toArray(UUID[]::new);
  }

  private static OwnedGroup ownedGroup(ResultSet row, int number) throws SQLException {
    return new OwnedGroup(
        DirectoryStore.group(row, number), Owner.of(row.getString("owner")).orElseThrow());
  }

  private <F> JdbcClient.StatementSpec page(
      String select, Condition<F> condition, Filter<F> filter, Optional<Place> after) {
    var sql =
        """
        %s WHERE it.tenant_id = :tenant AND %s
          AND (:afterId::uuid IS NULL OR (it.display_name, it.id) > (:afterName, :afterId::uuid))
        ORDER BY it.display_name, it.id LIMIT :limit
        """
            .formatted(select, condition.of(filter));
    return jdbc.sql(sql)
        .params(condition.values())
        .param("afterId", after.map(Place::id).orElse(null))
        .param("afterName", after.map(Place::displayName).orElse(null));
  }

  private <F> int count(String table, Condition<F> condition, Filter<F> filter) {
    return jdbc.sql(
            "SELECT count(*) FROM %s it WHERE it.tenant_id = :tenant AND %s"
                .formatted(table, condition.of(filter)))
        .params(condition.values())
        .query(Integer.class)
        .single();
  }

  private static Column column(PersonField field) {
    return switch (field) {
      case ID -> new Column("it.id", Column.Type.GUID);
      case USER_PRINCIPAL_NAME -> new Column("it.user_principal_name", Column.Type.TEXT);
      case DISPLAY_NAME -> new Column("it.display_name", Column.Type.TEXT);
      case GIVEN_NAME -> new Column("it.given_name", Column.Type.TEXT);
      case SURNAME -> new Column("it.surname", Column.Type.TEXT);
      case MAIL -> new Column("it.mail", Column.Type.TEXT);
      case JOB_TITLE -> new Column("it.job_title", Column.Type.TEXT);
      case DEPARTMENT -> new Column("it.department", Column.Type.TEXT);
      case COMPANY_NAME -> new Column("it.company_name", Column.Type.TEXT);
      case ACCOUNT_ENABLED -> new Column("it.enabled", Column.Type.BOOLEAN);
    };
  }

  private static Column column(GroupField field) {
    return switch (field) {
      case ID -> new Column("it.id", Column.Type.GUID);
      case DISPLAY_NAME -> new Column("it.display_name", Column.Type.TEXT);
      case MAIL -> new Column("it.mail", Column.Type.TEXT);
      case SECURITY_ENABLED -> new Column("(it.kind = 'security')", Column.Type.BOOLEAN);
      case GROUP_TYPES ->
          new Column(
              """
              ARRAY[CASE WHEN it.kind = 'microsoft365' THEN 'unified' END,
                    CASE WHEN it.membership_rule IS NOT NULL THEN 'dynamicmembership' END]\
              """,
              Column.Type.TEXTS);
    };
  }

  /** What is compared, and how. */
  private record Column(String sql, Type type) {

    private enum Type {
      GUID,
      TEXT,
      TEXTS,
      BOOLEAN
    }

    String equal(String parameter) {
      return switch (type) {
        case GUID -> "%s = :%s::uuid".formatted(sql, parameter);
        case BOOLEAN -> "%s = :%s::boolean".formatted(sql, parameter);
        case TEXT -> "lower(%s) = lower(:%s)".formatted(sql, parameter);
        case TEXTS -> "lower(:%s) = ANY (%s)".formatted(parameter, sql);
      };
    }
  }

  private static final class Condition<F> {

    private final Function<F, Column> columns;
    private final String member;
    private final Map<String, Object> values = new HashMap<>();

    /**
     * @param member the column of {@code memberships} that refers to what is searched
     */
    Condition(TenantId tenant, Function<F, Column> columns, String member) {
      this.columns = columns;
      this.member = member;
      values.put("tenant", tenant.value());
    }

    Map<String, Object> values() {
      return values;
    }

    String of(Filter<F> filter) {
      return switch (filter) {
        case Filter.And<F>(var all) -> joined(all, " AND ", "true");
        case Filter.Or<F>(var any) -> joined(any, " OR ", "false");
        case Filter.OneOf<F>(var field, var wanted) ->
            wanted.stream()
                .map(it -> columns.apply(field).equal(parameter(it)))
                .collect(Collectors.joining(" OR ", "(", ")"));
        case Filter.StartsWith<F>(var field, var prefix) ->
            "starts_with(lower(%s), lower(:%s))"
                .formatted(columns.apply(field).sql(), parameter(prefix));
        case Filter.In<F>(var group, var nested) ->
            nested ? nestedIn(parameter(group.value())) : in(parameter(group.value()));
        case Filter.Containing(var person, var nested) ->
            nested ? containing(parameter(person.value())) : holding(parameter(person.value()));
      };
    }

    private String joined(List<Filter<F>> filters, String operator, String ofNone) {
      return filters.isEmpty()
          ? ofNone
          : filters.stream().map(this::of).collect(Collectors.joining(operator, "(", ")"));
    }

    private String parameter(Object value) {
      var name = "value" + values.size();
      values.put(name, value);
      return name;
    }

    private String in(String group) {
      return """
      it.id IN (SELECT %s FROM memberships WHERE tenant_id = :tenant AND group_id = :%s)\
      """
          .formatted(member, group);
    }

    private String nestedIn(String group) {
      return """
      it.id IN (%s SELECT m.%s FROM contained c JOIN memberships m
                  ON m.tenant_id = :tenant AND m.group_id = c.group_id)\
      """
          .formatted(DirectoryStore.CONTAINED.replace(":group", ":" + group), member);
    }

    private String holding(String person) {
      return """
      it.id IN (SELECT group_id FROM memberships WHERE tenant_id = :tenant AND person_id = :%s)\
      """
          .formatted(person);
    }

    private String containing(String person) {
      return "it.id IN (SELECT group_id FROM groups_containing(:tenant, :%s))".formatted(person);
    }
  }
}
