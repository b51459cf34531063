package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidDateTimeRepresentationException;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.TimeUtils;
import de.captaingoldfish.scim.sdk.server.filter.AndExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.AttributePathRoot;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.NotExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.OrExpressionNode;
import dev.entente.server.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SCIM filters and orders (RFC 7644 §3.4.2.2, §3.4.2.3) in SQL, so that the database does the work
 * and its indexes help. One of them serves one filter, since it numbers the parameters.
 */
final class Filters {

  private static final Map<String, Column> USERS =
      Map.ofEntries(
          Map.entry("id", new Column.Guid("d.id")),
          Map.entry("externalId", new Column.Text("s.external_id", true)),
          Map.entry("userName", new Column.Text("d.user_principal_name", false)),
          Map.entry("displayName", new Column.Text("d.display_name", false)),
          Map.entry("name.formatted", new Column.Text("d.display_name", false)),
          Map.entry("name.givenName", new Column.Text("d.given_name", false)),
          Map.entry("name.familyName", new Column.Text("d.surname", false)),
          Map.entry("title", new Column.Text("d.job_title", false)),
          Map.entry("active", new Column.Flag("d.enabled")),
          Map.entry("emails", new Column.Text("d.mail", false)),
          Map.entry("emails.value", new Column.Text("d.mail", false)),
          Map.entry(
              "emails.type",
              new Column.Text("CASE WHEN d.mail IS NOT NULL THEN 'work' END", false)),
          Map.entry(
              "emails.primary", new Column.Flag("CASE WHEN d.mail IS NOT NULL THEN true END")),
          Map.entry("organization", new Column.Text("d.company_name", false)),
          Map.entry("department", new Column.Text("d.department", false)),
          Map.entry("manager.value", new Column.Guid("d.manager_id")),
          Map.entry("meta.created", new Column.Time("s.created_at")),
          Map.entry("meta.lastModified", new Column.Time("s.changed_at")));

  private static final Column.Members MEMBERS =
      new Column.Members(
          """
          EXISTS (SELECT 1 FROM memberships m WHERE m.tenant_id = d.tenant_id AND m.group_id = d.id
                  AND (m.person_id = %s OR m.nested_group_id = %<s))
          """);

  private static final Map<String, Column> GROUPS =
      Map.of(
          "id", new Column.Guid("d.id"),
          "externalId", new Column.Text("s.external_id", true),
          "displayName", new Column.Text("d.display_name", false),
          "members", MEMBERS,
          "members.value", MEMBERS,
          "meta.created", new Column.Time("s.created_at"),
          "meta.lastModified", new Column.Time("s.changed_at"));

  private final Map<String, Column> columns;
  private final Map<String, Object> parameters = new HashMap<>();

  private Filters(Map<String, Column> columns) {
    this.columns = columns;
  }

  static Condition ofUsers(@Nullable FilterNode filter) {
    return of(USERS, filter);
  }

  static Condition ofGroups(@Nullable FilterNode filter) {
    return of(GROUPS, filter);
  }

  static String orderOfUsers(@Nullable SchemaAttribute by, @Nullable SortOrder order) {
    return order(USERS, by, order);
  }

  static String orderOfGroups(@Nullable SchemaAttribute by, @Nullable SortOrder order) {
    return order(GROUPS, by, order);
  }

  private static Condition of(Map<String, Column> columns, @Nullable FilterNode filter) {
    if (filter == null) {
      return Condition.ALWAYS;
    }
    var filters = new Filters(columns);
    var sql = filters.sql(filter);
    return new Condition(sql, filters.parameters);
  }

  /** Always by id at last, so that pages are stable. */
  private static String order(
      Map<String, Column> columns, @Nullable SchemaAttribute by, @Nullable SortOrder order) {
    if (by == null) {
      return "d.id";
    }
    var direction = order == SortOrder.DESCENDING ? "DESC" : "ASC";
    var sql =
        switch (column(columns, by.getScimNodeName())) {
          case Column.Text text -> text.folded();
          case Column.Guid(var id) -> id;
          case Column.Flag(var flag) -> flag;
          case Column.Time(var time) -> time;
          case Column.Members _ -> throw unsupported("sorting by", by.getScimNodeName());
        };
    return "%s %s NULLS LAST, d.id".formatted(sql, direction);
  }

  private String sql(FilterNode filter) {
    return switch (filter) {
      case AndExpressionNode and ->
          "(%s AND %s)".formatted(sql(and.getLeftNode()), sql(and.getRightNode()));
      case OrExpressionNode or ->
          "(%s OR %s)".formatted(sql(or.getLeftNode()), sql(or.getRightNode()));
      // An absent value makes its comparison null, and what is not true is so for "not".
      case NotExpressionNode not -> "((%s) IS NOT TRUE)".formatted(sql(not.getRightNode()));
      case AttributePathRoot path -> sql(path.getChild());
      case AttributeExpressionLeaf leaf -> comparison(leaf);
      default -> throw new InvalidFilterException("The filter has a part that is not known.");
    };
  }

  private String comparison(AttributeExpressionLeaf leaf) {
    var attribute = leaf.getSchemaAttribute().getScimNodeName();
    return switch (column(columns, attribute)) {
      case Column.Text text -> text(text, leaf, attribute);
      case Column.Guid(var id) -> guid(id, leaf, attribute);
      case Column.Flag(var flag) -> flag(flag, leaf, attribute);
      case Column.Time(var time) -> time(time, leaf, attribute);
      case Column.Members members -> members(members, leaf, attribute);
    };
  }

  private String text(Column.Text column, AttributeExpressionLeaf leaf, String attribute) {
    if (isPresence(leaf)) {
      return column.sql() + " IS NOT NULL";
    }
    if (leaf.isNull()) {
      return nullness(column.sql(), leaf, attribute);
    }
    var text = parameter(text(leaf, attribute));
    var value = column.caseExact() ? text : "lower(%s)".formatted(text);
    var sql = column.folded();
    return switch (leaf.getComparator()) {
      case EQ -> "%s = %s".formatted(sql, value);
      case NE -> "%s IS DISTINCT FROM %s".formatted(sql, value);
      case CO -> "strpos(%s, %s) > 0".formatted(sql, value);
      case SW -> "starts_with(%s, %s)".formatted(sql, value);
      case EW -> "right(%s, length(%s)) = %<s".formatted(sql, value);
      case GT, GE, LT, LE ->
          "%s %s %s".formatted(sql, inequality(leaf.getComparator(), attribute), value);
      case PR -> throw unsupported("pr with a value on", attribute);
    };
  }

  private String guid(String column, AttributeExpressionLeaf leaf, String attribute) {
    if (isPresence(leaf)) {
      return column + " IS NOT NULL";
    }
    if (leaf.isNull()) {
      return nullness(column, leaf, attribute);
    }
    var id = UserId.find(text(leaf, attribute)).map(UserId::value);
    return switch (leaf.getComparator()) {
      case EQ -> id.map(it -> "%s = %s".formatted(column, parameter(it))).orElse("false");
      case NE ->
          id.map(it -> "%s IS DISTINCT FROM %s".formatted(column, parameter(it))).orElse("true");
      case CO, SW, EW, GT, GE, LT, LE, PR -> throw unsupported(leaf.getComparator(), attribute);
    };
  }

  private static String flag(String column, AttributeExpressionLeaf leaf, String attribute) {
    if (isPresence(leaf)) {
      return column + " IS NOT NULL";
    }
    var value =
        leaf.getBooleanValue()
            .orElseThrow(() -> new InvalidFilterException(attribute + " is true or false."));
    return switch (leaf.getComparator()) {
      case EQ -> "%s = %s".formatted(column, value);
      case NE -> "%s IS DISTINCT FROM %s".formatted(column, value);
      case CO, SW, EW, GT, GE, LT, LE, PR -> throw unsupported(leaf.getComparator(), attribute);
    };
  }

  private String time(String column, AttributeExpressionLeaf leaf, String attribute) {
    if (isPresence(leaf)) {
      return column + " IS NOT NULL";
    }
    var value = parameter(time(leaf, attribute).atOffset(ZoneOffset.UTC));
    return switch (leaf.getComparator()) {
      case EQ -> "%s = %s".formatted(column, value);
      case NE -> "%s <> %s".formatted(column, value);
      case GT, GE, LT, LE ->
          "%s %s %s".formatted(column, inequality(leaf.getComparator(), attribute), value);
      case CO, SW, EW, PR -> throw unsupported(leaf.getComparator(), attribute);
    };
  }

  private String members(Column.Members column, AttributeExpressionLeaf leaf, String attribute) {
    if (leaf.getComparator() != Comparator.EQ) {
      throw unsupported(leaf.getComparator(), attribute);
    }
    return UserId.find(text(leaf, attribute))
        .map(UserId::value)
        .map(it -> column.sql().formatted(parameter(it)))
        .orElse("false");
  }

  private static String nullness(String column, AttributeExpressionLeaf leaf, String attribute) {
    return switch (leaf.getComparator()) {
      case EQ -> column + " IS NULL";
      case NE -> column + " IS NOT NULL";
      case CO, SW, EW, GT, GE, LT, LE, PR -> throw unsupported(leaf.getComparator(), attribute);
    };
  }

  private static String inequality(Comparator comparator, String attribute) {
    return switch (comparator) {
      case GT -> ">";
      case GE -> ">=";
      case LT -> "<";
      case LE -> "<=";
      case EQ, NE, CO, SW, EW, PR -> throw unsupported(comparator, attribute);
    };
  }

  private static boolean isPresence(AttributeExpressionLeaf leaf) {
    return leaf.getComparator() == Comparator.PR;
  }

  private static Instant time(AttributeExpressionLeaf leaf, String attribute) {
    try {
      return TimeUtils.parseDateTime(text(leaf, attribute));
    } catch (InvalidDateTimeRepresentationException e) {
      throw new InvalidFilterException(attribute + " is a time such as 2026-11-21T09:00:00Z.", e);
    }
  }

  /** What the client has written between quotes. */
  private static String text(AttributeExpressionLeaf leaf, String attribute) {
    return leaf.getStringValue()
        .map(FilterText::decoded)
        .orElseThrow(
            () -> new InvalidFilterException(attribute + " is compared with a text in quotes."));
  }

  private String parameter(Object value) {
    var name = "filter" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private static Column column(Map<String, Column> columns, String attribute) {
    return Optional.ofNullable(columns.get(attribute))
        .orElseThrow(() -> unsupported("a filter or order on", attribute));
  }

  private static InvalidFilterException unsupported(Object what, String attribute) {
    return new InvalidFilterException("Not supported: %s %s.".formatted(what, attribute));
  }
}
