package dev.entente.server.directory.scim;

/**
 * What an attribute is in SQL: an expression over {@code d}, the directory's row, and {@code s}.
 */
sealed interface Column {

  String sql();

  /** Compared by case where the schema says {@code caseExact}. */
  record Text(String sql, boolean caseExact) implements Column {

    /** As it is compared and sorted. */
    String folded() {
      return caseExact ? sql : "lower(%s)".formatted(sql);
    }
  }

  record Guid(String sql) implements Column {}

  record Flag(String sql) implements Column {}

  record Time(String sql) implements Column {}

  /** Not a column: what the row is a group of. */
  record Members(String sql) implements Column {}
}
