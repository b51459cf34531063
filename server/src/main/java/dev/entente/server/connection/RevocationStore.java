package dev.entente.server.connection;

import dev.entente.server.kernel.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens that the network has still to take back, in PostgreSQL. */
@Repository
class RevocationStore {

  private final JdbcClient jdbc;
  private final ChoreStore chores;

  RevocationStore(JdbcClient jdbc, ChoreStore chores) {
    this.jdbc = jdbc;
    this.chores = chores;
  }

  /** A token to take back. */
  static final class Due {

    private final ConnectionId connection;
    private final String network;
    private final String member;
    private final byte[] token;
    private final int attempts;
    private final Instant since;

    Due(
        ConnectionId connection,
        String network,
        String member,
        byte[] token,
        int attempts,
        Instant since) {
      this.connection = connection;
      this.network = network;
      this.member = member;
      this.token = token.clone();
      this.attempts = attempts;
      this.since = since;
    }

    ConnectionId connection() {
      return connection;
    }

    String network() {
      return network;
    }

    /** The fingerprint of the member whose token it is. */
    String member() {
      return member;
    }

    byte[] token() {
      return token.clone();
    }

    /** How often the network was asked before. */
    int attempts() {
      return attempts;
    }

    Instant since() {
      return since;
    }
  }

  void insert(
      TenantId tenant,
      ConnectionId connection,
      String network,
      String member,
      byte[] token,
      Instant now) {
    jdbc.sql(
            """
            INSERT INTO revocations (tenant_id, connection_id, network, member_fingerprint, token,
                                     since, next_attempt_at)
            VALUES (:tenant, :connection, :network, :member, :token, :now, :now)
            """)
        .param("tenant", tenant.value())
        .param("connection", connection.value())
        .param("network", network)
        .param("member", member)
        .param("token", token)
        .param("now", Timestamp.from(now))
        .update();
    chores.due(tenant, Chore.GIVE_TOKENS_BACK, now);
  }

  List<Due> due(TenantId tenant, Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM revocations WHERE tenant_id = :tenant AND next_attempt_at <= :now
            ORDER BY next_attempt_at LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query(
            (row, _) ->
                new Due(
                    new ConnectionId(row.getObject("connection_id", UUID.class)),
                    row.getString("network"),
                    row.getString("member_fingerprint"),
                    row.getBytes("token"),
                    row.getInt("attempts"),
                    row.getTimestamp("since").toInstant()))
        .list();
  }

  Optional<Instant> nextAttempt(TenantId tenant) {
    return jdbc.sql("SELECT min(next_attempt_at) FROM revocations WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  void remove(TenantId tenant, ConnectionId connection) {
    jdbc.sql("DELETE FROM revocations WHERE tenant_id = :tenant AND connection_id = :connection")
        .param("tenant", tenant.value())
        .param("connection", connection.value())
        .update();
  }

  void postpone(TenantId tenant, ConnectionId connection, Instant nextAttempt) {
    jdbc.sql(
            """
            UPDATE revocations SET attempts = attempts + 1, next_attempt_at = :nextAttempt
            WHERE tenant_id = :tenant AND connection_id = :connection
            """)
        .param("tenant", tenant.value())
        .param("connection", connection.value())
        .param("nextAttempt", Timestamp.from(nextAttempt))
        .update();
  }
}
