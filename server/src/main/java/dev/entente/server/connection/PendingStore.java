package dev.entente.server.connection;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Connections on their way, in PostgreSQL. */
@Repository
class PendingStore {

  private final JdbcClient jdbc;

  PendingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(TenantId tenant, PendingConnection pending) {
    jdbc.sql(
            """
            INSERT INTO pending_connections (tenant_id, id, owner_id, network, direction, return_to,
                                             locale, expires_at)
            VALUES (:tenant, :id, :owner, :network, :direction, :returnTo, :locale, :expiresAt)
            """)
        .param("tenant", tenant.value())
        .param("id", pending.id())
        .param("owner", pending.owner().value())
        .param("network", pending.network())
        .param("direction", pending.direction().label())
        .param("returnTo", pending.returnTo())
        .param("locale", pending.locale())
        .param("expiresAt", Timestamp.from(pending.expiresAt()))
        .update();
  }

  /**
   * Ties it to the browser session that goes to the network now; an earlier state of it is void.
   */
  Optional<PendingConnection> bind(
      TenantId tenant, UUID id, UserId owner, String stateHash, String sessionHash, Instant now) {
    return jdbc.sql(
            """
            UPDATE pending_connections SET state_hash = :stateHash, session_hash = :sessionHash
            WHERE tenant_id = :tenant AND id = :id AND owner_id = :owner
              AND used_at IS NULL AND expires_at > :now
            RETURNING *
            """)
        .param("tenant", tenant.value())
        .param("id", id)
        .param("owner", owner.value())
        .param("stateHash", stateHash)
        .param("sessionHash", sessionHash)
        .param("now", Timestamp.from(now))
        .query(PendingStore::pending)
        .optional();
  }

  /** Uses the state up: of any number of callers with the same state, one gets it. */
  Optional<PendingConnection> claim(TenantId tenant, String stateHash, Instant now) {
    return jdbc.sql(
            """
            UPDATE pending_connections SET used_at = :now
            WHERE tenant_id = :tenant AND state_hash = :stateHash AND used_at IS NULL
            RETURNING *
            """)
        .param("tenant", tenant.value())
        .param("stateHash", stateHash)
        .param("now", Timestamp.from(now))
        .query(PendingStore::pending)
        .optional();
  }

  /** Whether it is this person's own state that was used before. */
  boolean wasUsed(TenantId tenant, String stateHash, UserId owner) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM pending_connections
                           WHERE tenant_id = :tenant AND state_hash = :stateHash
                             AND owner_id = :owner AND used_at IS NOT NULL)
            """)
        .param("tenant", tenant.value())
        .param("stateHash", stateHash)
        .param("owner", owner.value())
        .query(Boolean.class)
        .single();
  }

  int removeExpiredBefore(TenantId tenant, Instant time) {
    return jdbc.sql(
            "DELETE FROM pending_connections WHERE tenant_id = :tenant AND expires_at < :time")
        .param("tenant", tenant.value())
        .param("time", Timestamp.from(time))
        .update();
  }

  private static PendingConnection pending(ResultSet row, int number) throws SQLException {
    return new PendingConnection(
        row.getObject("id", UUID.class),
        new UserId(row.getObject("owner_id", UUID.class)),
        row.getString("network"),
        Direction.of(row.getString("direction")).orElseThrow(),
        row.getString("return_to"),
        row.getString("locale"),
        row.getTimestamp("expires_at").toInstant(),
        Optional.ofNullable(row.getString("session_hash")));
  }
}
