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

/** Which entries a tenant's people and groups came from. */
@Repository
class SeenStore {

  private final JdbcClient jdbc;
  private final TenantTransactions transactions;

  SeenStore(JdbcClient jdbc, TenantTransactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  Map<UUID, Seen> all(TenantId tenant) {
    return transactions.in(
        tenant,
        () ->
            jdbc
                .sql(
                    """
                    SELECT id, source_name, source_version, false AS is_group FROM people
                    WHERE tenant_id = :tenant AND owner = :owner
                    UNION ALL
                    SELECT id, source_name, source_version, true FROM groups
                    WHERE tenant_id = :tenant AND owner = :owner
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
    return new Seen(
        row.getBoolean("is_group"),
        Optional.ofNullable(row.getString("source_name")).map(it -> new SourceEntry(it, version)));
  }
}
