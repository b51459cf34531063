package dev.entente.server.connection;

import dev.entente.server.connection.ConsentNotice.Agreement;
import dev.entente.server.connection.PendingConnection.Departure;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Connections on their way, in PostgreSQL. */
@Repository
class PendingStore {

  /** How long after it has expired: whoever comes back late is told so. */
  static final Duration KEPT = Duration.ofDays(1);

  /** On an answer; beyond it the server was stopped in between. */
  private static final Duration LONGEST_WORK = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final ChoreStore chores;

  PendingStore(JdbcClient jdbc, ChoreStore chores) {
    this.jdbc = jdbc;
    this.chores = chores;
  }

  void insert(TenantId tenant, PendingConnection pending) {
    jdbc.sql(
            """
            INSERT INTO pending_connections (tenant_id, id, owner_id, network, direction, return_to,
                                             expires_at)
            VALUES (:tenant, :id, :owner, :network, :direction, :returnTo, :expiresAt)
            """)
        .param("tenant", tenant.value())
        .param("id", pending.id())
        .param("owner", pending.owner().value())
        .param("network", pending.network())
        .param("direction", pending.direction().label())
        .param("returnTo", pending.returnTo())
        .param("expiresAt", Timestamp.from(pending.expiresAt()))
        .update();
    chores.due(tenant, Chore.END_DEAD_CONNECTIONS, pending.expiresAt().plus(KEPT));
  }

  /** This person's own, while it may still go to the network. */
  Optional<PendingConnection> waiting(TenantId tenant, UUID id, UserId owner, Instant now) {
    return jdbc.sql(
            """
            SELECT * FROM pending_connections
            WHERE tenant_id = :tenant AND id = :id AND owner_id = :owner
              AND used_at IS NULL AND expires_at > :now
            FOR UPDATE
            """)
        .param("tenant", tenant.value())
        .param("id", id)
        .param("owner", owner.value())
        .param("now", Timestamp.from(now))
        .query(PendingStore::pending)
        .optional();
  }

  /** It goes to the network now; an earlier state of it is void. */
  void depart(TenantId tenant, UUID id, String stateHash, Departure departure) {
    var agreement = departure.agreement();
    jdbc.sql(
            """
            UPDATE pending_connections
            SET state_hash = :stateHash, session_hash = :sessionHash,
                notice_locale = :locale, notice = :notice, categories = :categories,
                consent_epoch = :consentEpoch
            WHERE tenant_id = :tenant AND id = :id
            """)
        .param("tenant", tenant.value())
        .param("id", id)
        .param("stateHash", stateHash)
        .param("sessionHash", departure.sessionHash())
        .param("locale", agreement.locale())
        .param("notice", agreement.text())
        .param("categories", agreement.categories().toArray(String[]::new))
        .param("consentEpoch", departure.consentEpoch())
        .update();
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

  /** What came of it: what the same answer is told when it comes again. */
  void settle(TenantId tenant, UUID id, Outcome outcome) {
    jdbc.sql(
            """
            UPDATE pending_connections SET outcome = :outcome
            WHERE tenant_id = :tenant AND id = :id
            """)
        .param("tenant", tenant.value())
        .param("id", id)
        .param("outcome", outcome.name())
        .update();
  }

  /**
   * What came of this person's own state that was used before: {@link Outcome#IN_PROGRESS} until
   * that is known, empty when it was given up.
   */
  Optional<Outcome> outcome(TenantId tenant, String stateHash, UserId owner, Instant now) {
    return jdbc.sql(
            """
            SELECT coalesce(outcome, 'IN_PROGRESS') FROM pending_connections
            WHERE tenant_id = :tenant AND state_hash = :stateHash AND owner_id = :owner
              AND (outcome IS NOT NULL OR used_at > :recently)
            """)
        .param("tenant", tenant.value())
        .param("stateHash", stateHash)
        .param("owner", owner.value())
        .param("recently", Timestamp.from(now.minus(LONGEST_WORK)))
        .query(String.class)
        .optional()
        .map(Outcome::valueOf);
  }

  /** Those that have been kept long enough. */
  int removeOld(TenantId tenant, Instant now) {
    return jdbc.sql(
            "DELETE FROM pending_connections WHERE tenant_id = :tenant AND expires_at <= :time")
        .param("tenant", tenant.value())
        .param("time", Timestamp.from(now.minus(KEPT)))
        .update();
  }

  Optional<Instant> nextRemoval(TenantId tenant) {
    return jdbc.sql("SELECT min(expires_at) FROM pending_connections WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single()
        .map(it -> it.plus(KEPT));
  }

  private static PendingConnection pending(ResultSet row, int number) throws SQLException {
    return new PendingConnection(
        row.getObject("id", UUID.class),
        new UserId(row.getObject("owner_id", UUID.class)),
        row.getString("network"),
        Direction.of(row.getString("direction")).orElseThrow(),
        row.getString("return_to"),
        row.getTimestamp("expires_at").toInstant(),
        departure(row));
  }

  private static Optional<Departure> departure(ResultSet row) throws SQLException {
    var sessionHash = Optional.ofNullable(row.getString("session_hash"));
    return sessionHash.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Departure(sessionHash.get(), agreement(row), row.getLong("consent_epoch")));
  }

  private static Agreement agreement(ResultSet row) throws SQLException {
    return new Agreement(
        row.getString("notice_locale"),
        row.getString("notice"),
        List.of((String[]) row.getArray("categories").getArray()));
  }
}
