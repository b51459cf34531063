package dev.entente.server.connection;

import dev.entente.server.connection.Connection.Ended;
import dev.entente.server.connection.ConsentNotice.Agreement;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Connections and their consent records in PostgreSQL. */
@Repository
class ConnectionStore {

  /**
   * Ends what {@code chosen} names, in one statement: the token moves to the revocations, the
   * connection keeps the fact, and the withdrawal is recorded beside the grant. Ending twice is
   * ending once.
   */
  private static final String END_CHOSEN =
      """
      , taken_back AS (
          INSERT INTO revocations (tenant_id, connection_id, network, member_fingerprint, token,
                                   since, next_attempt_at)
          SELECT tenant_id, id, network, member_fingerprint, token, :now, :now
          FROM connections
          WHERE tenant_id = :tenant AND id IN (SELECT id FROM chosen) AND token IS NOT NULL AND :revoke
          ON CONFLICT DO NOTHING
          RETURNING tenant_id
      ), due AS (
          INSERT INTO chores (tenant_id, chore, due_at)
          SELECT DISTINCT tenant_id, 'give-tokens-back', :now::timestamptz FROM taken_back
          %s
      ), ended AS (
          UPDATE connections SET ended_at = :now, end_reason = :reason, token = NULL
          WHERE tenant_id = :tenant AND id IN (SELECT id FROM chosen) AND ended_at IS NULL
          RETURNING *
      )
      INSERT INTO consents (tenant_id, owner_id, connection_id, occurred_at, event, direction, consent_epoch)
      SELECT tenant_id, owner_id, id, :now, :reason, direction, consent_epoch FROM ended
      """
          .formatted(ChoreStore.OR_SOONER);

  /** The same for what {@code chosen} names and goes both ways: it goes inbound only. */
  private static final String NARROW_CHOSEN =
      """
      , narrowed AS (
          UPDATE connections SET direction = 'inbound'
          WHERE tenant_id = :tenant AND id IN (SELECT id FROM chosen)
            AND ended_at IS NULL AND direction = 'both'
          RETURNING *
      )
      INSERT INTO consents (tenant_id, owner_id, connection_id, occurred_at, event, direction, consent_epoch)
      SELECT tenant_id, owner_id, id, :now, :event, direction, consent_epoch FROM narrowed
      """;

  /** A cut of the direction ceiling holds before the rows say so (mission row M13). */
  private static final String SELECT =
      """
      SELECT c.*,
             CASE WHEN c.ended_at IS NULL AND c.policy_version < cut.policy_version
                  THEN 'inbound' ELSE c.direction END AS direction_now
      FROM connections c LEFT JOIN direction_cuts cut USING (tenant_id)
      """;

  private final JdbcClient jdbc;
  private final ChoreStore chores;

  ConnectionStore(JdbcClient jdbc, ChoreStore chores) {
    this.jdbc = jdbc;
    this.chores = chores;
  }

  /** A connection that is dead before its row says so, and what the row has to say. */
  enum Death {
    WITHDRAWN(EndReason.WITHDRAWN_BY_ADMINISTRATOR, "consent_epoch < :epoch", true),
    EXPIRED(EndReason.EXPIRED, "token_expires_at <= :now", false);

    private final EndReason reason;
    private final String condition;
    private final boolean revoke;

    Death(EndReason reason, String condition, boolean revoke) {
      this.reason = reason;
      this.condition = condition;
      this.revoke = revoke;
    }

    EndReason reason() {
      return reason;
    }
  }

  /** Until the transaction ends nobody else connects this person, or anybody with this member. */
  void lock(TenantId tenant, String network, UserId owner, String member) {
    lock(tenant, network, Stream.of("owner/" + owner, "member/" + member));
  }

  /** Until the transaction ends nobody connects with this member. */
  void lockMember(TenantId tenant, String network, String member) {
    lock(tenant, network, Stream.of("member/" + member));
  }

  private void lock(TenantId tenant, String network, Stream<String> names) {
    jdbc.sql(
            """
            SELECT pg_advisory_xact_lock(key)
            FROM (SELECT DISTINCT hashtextextended(name, 0) AS key
                  FROM unnest(:names) AS name
                  ORDER BY key) AS in_one_order
            """)
        .param("names", names.map(it -> tenant + "/" + network + "/" + it).toArray(String[]::new))
        .query((_, _) -> true)
        .list();
  }

  /**
   * Until the transaction ends nobody is taken for gone: first of all locks of a new connection.
   */
  void lockOutDepartures(TenantId tenant) {
    lockDepartures("pg_advisory_xact_lock_shared", tenant);
  }

  /** Waits for the connections that are being made, and until the transaction ends none is made. */
  void lockDepartures(TenantId tenant) {
    lockDepartures("pg_advisory_xact_lock", tenant);
  }

  private void lockDepartures(String function, TenantId tenant) {
    jdbc.sql("SELECT %s(hashtextextended(:name, 0))".formatted(function))
        .param("name", tenant + "/departures")
        .query((_, _) -> true)
        .list();
  }

  Optional<Connection> unended(TenantId tenant, String network, UserId owner) {
    return jdbc.sql(
            SELECT
                + """
            WHERE tenant_id = :tenant AND network = :network AND owner_id = :owner
              AND ended_at IS NULL
            """)
        .param("tenant", tenant.value())
        .param("network", network)
        .param("owner", owner.value())
        .query(ConnectionStore::connection)
        .optional();
  }

  /** Newest first, ended ones included. */
  List<Connection> all(TenantId tenant, UserId owner) {
    return jdbc.sql(
            SELECT
                + """
            WHERE tenant_id = :tenant AND owner_id = :owner
            ORDER BY connected_at DESC, id
            """)
        .param("tenant", tenant.value())
        .param("owner", owner.value())
        .query(ConnectionStore::connection)
        .list();
  }

  /** Newest first. */
  List<Connection> unended(TenantId tenant, Collection<UserId> owners) {
    return jdbc.sql(
            SELECT
                + """
            WHERE tenant_id = :tenant AND owner_id = ANY (:owners) AND ended_at IS NULL
            ORDER BY connected_at DESC, id
            """)
        .param("tenant", tenant.value())
        .param("owners", owners.stream().map(UserId::value).toArray(UUID[]::new))
        .query(ConnectionStore::connection)
        .list();
  }

  Optional<byte[]> token(TenantId tenant, ConnectionId id) {
    return jdbc.sql(
            """
            SELECT token FROM connections WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL
            """)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, _) -> row.getBytes("token"))
        .optional();
  }

  /** Whether the member has a live connection, with whomever. */
  boolean isConnected(
      TenantId tenant, String network, String member, long consentEpoch, Instant now) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM connections
                           WHERE tenant_id = :tenant AND network = :network
                             AND member_fingerprint = :member AND ended_at IS NULL
                             AND consent_epoch >= :epoch AND token_expires_at > :now)
            """)
        .param("tenant", tenant.value())
        .param("network", network)
        .param("member", member)
        .param("epoch", consentEpoch)
        .param("now", Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  /** Whether the member is connected with somebody else. */
  boolean isTaken(TenantId tenant, String network, String member, UserId owner) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM connections
                           WHERE tenant_id = :tenant AND network = :network
                             AND member_fingerprint = :member AND owner_id <> :owner
                             AND ended_at IS NULL)
            """)
        .param("tenant", tenant.value())
        .param("network", network)
        .param("member", member)
        .param("owner", owner.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * @param policyVersion of the policy that allowed it
   */
  void insert(
      TenantId tenant, Connection connection, String member, long policyVersion, byte[] token) {
    jdbc.sql(
            """
            INSERT INTO connections (tenant_id, id, owner_id, network, member_fingerprint, direction,
                                     consent_epoch, policy_version, connected_at, token,
                                     token_expires_at)
            VALUES (:tenant, :id, :owner, :network, :member, :direction,
                    :consentEpoch, :policyVersion, :connectedAt, :token, :tokenExpiresAt)
            """)
        .param("tenant", tenant.value())
        .param("id", connection.id().value())
        .param("owner", connection.owner().value())
        .param("network", connection.network())
        .param("member", member)
        .param("direction", connection.direction().label())
        .param("consentEpoch", connection.consentEpoch())
        .param("policyVersion", policyVersion)
        .param("connectedAt", Timestamp.from(connection.connectedAt()))
        .param("token", token)
        .param("tokenExpiresAt", Timestamp.from(connection.tokenExpiresAt()))
        .update();
    // Looked at once it is committed: a No or a cut that comes meanwhile cannot see it.
    chores.due(tenant, Chore.END_DEAD_CONNECTIONS, connection.connectedAt());
    chores.due(tenant, Chore.NARROW_TWO_WAY_CONNECTIONS, connection.connectedAt());
  }

  void insertGrant(TenantId tenant, Connection connection, Agreement agreement) {
    var hash = Fingerprints.of(agreement.text());
    jdbc.sql(
            """
            INSERT INTO consent_notices (tenant_id, hash, locale, text)
            VALUES (:tenant, :hash, :locale, :text) ON CONFLICT DO NOTHING
            """)
        .param("tenant", tenant.value())
        .param("hash", hash)
        .param("locale", agreement.locale())
        .param("text", agreement.text())
        .update();
    jdbc.sql(
            """
            INSERT INTO consents (tenant_id, owner_id, connection_id, occurred_at, event, direction,
                                  categories, consent_epoch, notice_hash)
            VALUES (:tenant, :owner, :connection, :now, 'GRANTED', :direction, :categories,
                    :consentEpoch, :hash)
            """)
        .param("tenant", tenant.value())
        .param("owner", connection.owner().value())
        .param("connection", connection.id().value())
        .param("now", Timestamp.from(connection.connectedAt()))
        .param("direction", connection.direction().label())
        .param("categories", agreement.categories().toArray(String[]::new))
        .param("consentEpoch", connection.consentEpoch())
        .param("hash", hash)
        .update();
  }

  /** Whether it was still unended. */
  boolean end(TenantId tenant, ConnectionId id, EndReason reason, boolean revoke, Instant now) {
    return end("WITH chosen AS (SELECT :id::uuid AS id)", tenant, reason, revoke, now)
            .param("id", id.value())
            .update()
        > 0;
  }

  /**
   * The bookkeeping for connections that are dead already.
   *
   * @return how many; fewer than the limit when none is left
   */
  int endDead(TenantId tenant, Death death, long consentEpoch, int limit, Instant now) {
    return end(
            """
            WITH chosen AS (
                SELECT id FROM connections
                WHERE tenant_id = :tenant AND ended_at IS NULL AND %s
                LIMIT :limit FOR UPDATE SKIP LOCKED
            )
            """
                .formatted(death.condition),
            tenant,
            death.reason,
            death.revoke,
            now)
        .param("epoch", consentEpoch)
        .param("limit", limit)
        .update();
  }

  /** When a connection is dead next; now while one is that the batches passed over. */
  Optional<Instant> nextDeath(TenantId tenant, long consentEpoch, Instant now) {
    return jdbc.sql(
            """
            SELECT least((SELECT min(token_expires_at) FROM connections
                          WHERE tenant_id = :tenant AND ended_at IS NULL),
                         CASE WHEN EXISTS (SELECT 1 FROM connections
                                           WHERE tenant_id = :tenant AND ended_at IS NULL
                                             AND consent_epoch < :epoch)
                              THEN :now::timestamptz END)
            """)
        .param("tenant", tenant.value())
        .param("epoch", consentEpoch)
        .param("now", Timestamp.from(now))
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** The same for one person and one member, waiting for whoever else does it now. */
  int endDeadOf(
      TenantId tenant,
      Death death,
      String network,
      UserId owner,
      String member,
      long consentEpoch,
      Instant now) {
    return end(
            """
            WITH chosen AS (
                SELECT id FROM connections
                WHERE tenant_id = :tenant AND network = :network AND ended_at IS NULL
                  AND (owner_id = :owner OR member_fingerprint = :member) AND %s
                FOR UPDATE
            )
            """
                .formatted(death.condition),
            tenant,
            death.reason,
            death.revoke,
            now)
        .param("network", network)
        .param("owner", owner.value())
        .param("member", member)
        .param("epoch", consentEpoch)
        .update();
  }

  /**
   * Ends the connections of people who are gone.
   *
   * @return how many
   */
  int endOf(TenantId tenant, Collection<UserId> owners, Instant now) {
    return end(
            """
            WITH chosen AS (
                SELECT id FROM connections
                WHERE tenant_id = :tenant AND ended_at IS NULL AND owner_id = ANY (:owners)
                FOR UPDATE
            )
            """,
            tenant,
            EndReason.REMOVED_FROM_DIRECTORY,
            true,
            now)
        .param("owners", owners.stream().map(UserId::value).toArray(UUID[]::new))
        .update();
  }

  /** Connections that an older version of the policy allowed go inbound only from now on. */
  void cut(TenantId tenant, long policyVersion, Instant now) {
    jdbc.sql(
            """
            INSERT INTO direction_cuts (tenant_id, policy_version) VALUES (:tenant, :version)
            ON CONFLICT (tenant_id) DO UPDATE SET policy_version = excluded.policy_version
            """)
        .param("tenant", tenant.value())
        .param("version", policyVersion)
        .update();
    chores.due(tenant, Chore.NARROW_TWO_WAY_CONNECTIONS, now);
  }

  /**
   * The bookkeeping for connections that the last cut has narrowed already.
   *
   * @return how many; fewer than the limit when none is left
   */
  int narrowCut(TenantId tenant, int limit, Instant now) {
    return narrow(
            """
            WITH chosen AS (
                SELECT c.id FROM connections c JOIN direction_cuts cut USING (tenant_id)
                WHERE tenant_id = :tenant AND c.ended_at IS NULL AND c.direction = 'both'
                  AND c.policy_version < cut.policy_version
                LIMIT :limit FOR UPDATE OF c SKIP LOCKED
            )
            """,
            tenant,
            "NARROWED_BY_ADMINISTRATOR",
            now)
        .param("limit", limit)
        .update();
  }

  /** Whether the last cut has left one to narrow. */
  boolean hasCut(TenantId tenant) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM connections c JOIN direction_cuts cut USING (tenant_id)
                           WHERE tenant_id = :tenant AND c.ended_at IS NULL AND c.direction = 'both'
                             AND c.policy_version < cut.policy_version)
            """)
        .param("tenant", tenant.value())
        .query(Boolean.class)
        .single();
  }

  /** Whether it still went both ways. */
  boolean narrow(TenantId tenant, ConnectionId id, Instant now) {
    return narrow("WITH chosen AS (SELECT :id::uuid AS id)", tenant, "NARROWED_BY_PERSON", now)
            .param("id", id.value())
            .update()
        > 0;
  }

  private JdbcClient.StatementSpec narrow(
      String chosen, TenantId tenant, String event, Instant now) {
    return jdbc.sql(chosen + NARROW_CHOSEN)
        .param("tenant", tenant.value())
        .param("event", event)
        .param("now", Timestamp.from(now));
  }

  private JdbcClient.StatementSpec end(
      String chosen, TenantId tenant, EndReason reason, boolean revoke, Instant now) {
    return jdbc.sql(chosen + END_CHOSEN)
        .param("tenant", tenant.value())
        .param("reason", reason.name())
        .param("revoke", revoke)
        .param("now", Timestamp.from(now));
  }

  private static Connection connection(ResultSet row, int number) throws SQLException {
    return new Connection(
        new ConnectionId(row.getObject("id", UUID.class)),
        new UserId(row.getObject("owner_id", UUID.class)),
        row.getString("network"),
        Direction.of(row.getString("direction_now")).orElseThrow(),
        row.getLong("consent_epoch"),
        row.getTimestamp("connected_at").toInstant(),
        row.getTimestamp("token_expires_at").toInstant(),
        ended(row));
  }

  private static Optional<Ended> ended(ResultSet row) throws SQLException {
    var reason = Optional.ofNullable(row.getString("end_reason")).map(EndReason::valueOf);
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ended(row.getTimestamp("ended_at").toInstant(), reason.get()));
  }
}
