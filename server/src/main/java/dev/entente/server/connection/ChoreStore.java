package dev.entente.server.connection;

import dev.entente.server.kernel.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which tenants have something to do and when, in PostgreSQL. Whatever makes work says so in its
 * own transaction, and holds the tenant's row until the commit. {@link #lock} waits for that; what
 * is asked after it sees the work, so that none is forgotten.
 */
@Repository
class ChoreStore {

  /** The end of an {@code INSERT}: what is due sooner already stays so. */
  static final String OR_SOONER =
      """
      ON CONFLICT (tenant_id, chore) DO UPDATE SET due_at = excluded.due_at
      WHERE chores.due_at > excluded.due_at
      """;

  private final JdbcClient jdbc;

  ChoreStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Has the chore looked at, no later than then. */
  void due(TenantId tenant, Chore chore, Instant at) {
    jdbc.sql(
            """
            INSERT INTO chores (tenant_id, chore, due_at) VALUES (:tenant, :chore, :at)
            """
                + OR_SOONER)
        .param("tenant", tenant.value())
        .param("chore", chore.label())
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Asked of all tenants at once, outside their transactions. */
  List<TenantId> tenantsWith(Chore chore, Instant now) {
    return jdbc.sql(
            """
            SELECT tenant_id FROM chores WHERE chore = :chore AND due_at <= :now
            ORDER BY due_at, tenant_id
            """)
        .param("chore", chore.label())
        .param("now", Timestamp.from(now))
        .query((row, _) -> new TenantId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Until the transaction ends nobody makes such work; whoever is making some is waited for. */
  void lock(TenantId tenant, Chore chore) {
    of(
            tenant,
            chore,
            "SELECT 1 FROM chores WHERE tenant_id = :tenant AND chore = :chore FOR UPDATE")
        .query((_, _) -> true)
        .list();
  }

  /** The locked chore was done and is due again then; without a time, when there is work again. */
  void settle(TenantId tenant, Chore chore, Optional<Instant> next) {
    next.ifPresentOrElse(at -> postpone(tenant, chore, at), () -> remove(tenant, chore));
  }

  private void postpone(TenantId tenant, Chore chore, Instant at) {
    of(tenant, chore, "UPDATE chores SET due_at = :at WHERE tenant_id = :tenant AND chore = :chore")
        .param("at", Timestamp.from(at))
        .update();
  }

  private void remove(TenantId tenant, Chore chore) {
    of(tenant, chore, "DELETE FROM chores WHERE tenant_id = :tenant AND chore = :chore").update();
  }

  private JdbcClient.StatementSpec of(TenantId tenant, Chore chore, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.value()).param("chore", chore.label());
  }
}
