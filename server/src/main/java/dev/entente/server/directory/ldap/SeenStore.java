package dev.entente.server.directory.ldap;

import static java.util.stream.Collectors.toMap;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceEntry;
import dev.entente.server.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a tenant's entries were made of. */
@Repository
class SeenStore {

  private final JdbcClient jdbc;
  private final TenantTransactions transactions;

  SeenStore(JdbcClient jdbc, TenantTransactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /**
   * Of an entry that was passed over in a run that came to nothing the person or the group still
   * counts. One whose name nobody has any longer is as if it was never seen.
   */
  Map<UUID, Seen> all(TenantId tenant) {
    return transactions.in(
        tenant,
        () ->
            jdbc
                .sql(
                    """
                    SELECT id, source_name, source_version, 'person' AS kind, NULL::uuid AS after
                    FROM people WHERE tenant_id = :tenant AND owner = :owner
                    UNION ALL
                    SELECT id, source_name, source_version, 'group', NULL
                    FROM groups WHERE tenant_id = :tenant AND owner = :owner
                    UNION ALL
                    SELECT DISTINCT ON (e.id) e.id, e.name, e.source_version, 'passed over',
                           CASE WHEN holder.owner = :owner THEN holder.id END
                    FROM passed_over_entries e
                    LEFT JOIN people holder
                      ON holder.tenant_id = :tenant
                     AND lower(holder.user_principal_name) = lower(e.user_principal_name)
                    WHERE e.tenant_id = :tenant AND e.id IS NOT NULL
                      AND (e.user_principal_name IS NULL OR holder.id IS NOT NULL)
                      AND NOT EXISTS (SELECT 1 FROM people p
                                      WHERE p.tenant_id = :tenant AND p.id = e.id)
                      AND NOT EXISTS (SELECT 1 FROM groups g
                                      WHERE g.tenant_id = :tenant AND g.id = e.id)
                    """)
                .param("tenant", tenant.value())
                .param("owner", Owner.LDAP.label())
                .query((row, _) -> Map.entry(row.getObject("id", UUID.class), seen(row)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Seen seen(ResultSet row) throws SQLException {
    var version = row.getString("source_version");
    var entry =
        Optional.ofNullable(row.getString("source_name")).map(it -> new SourceEntry(it, version));
    return switch (row.getString("kind")) {
      case "person" -> new Seen.Person(entry);
      case "group" -> new Seen.Group(entry);
      default ->
          new Seen.PassedOver(entry, Optional.ofNullable(row.getObject("after", UUID.class)));
    };
  }
}
