package dev.entente.server.directory;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
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

/** How far each tenant's source has been read. */
@Repository
class SyncStore {

  private final JdbcClient jdbc;

  SyncStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is known of a tenant's source.
   *
   * @param completed where the next run begins once the one under way is done
   * @param run the one under way, or that waits to be resumed
   * @param notBefore until when the source asked to be left alone
   */
  record Sync(
      Owner owner,
      Checkpoint completed,
      Optional<Run> run,
      Optional<Instant> lastRun,
      Optional<Instant> lastSuccess,
      Optional<String> error,
      boolean lossesRefused,
      Optional<Instant> notBefore) {}

  /** A run that has begun: its pages are staged as the batch, up to the position. */
  record Run(UUID batch, Checkpoint position, boolean full, Instant began, int changes) {}

  Optional<Sync> find(TenantId tenant) {
    return about(tenant, "SELECT * FROM syncs WHERE tenant_id = :tenant")
        .query(SyncStore::sync)
        .optional();
  }

  /** Whether the tenant's source is of this kind and was opened with these settings before. */
  boolean isConfigured(TenantId tenant, Owner owner, String settings) {
    return about(
            tenant,
            """
            SELECT EXISTS (SELECT 1 FROM syncs
                           WHERE tenant_id = :tenant AND owner = :owner
                             AND settings = sha256(convert_to(:settings, 'UTF8')))
            """)
        .param("owner", owner.label())
        .param("settings", settings)
        .query(Boolean.class)
        .single();
  }

  /** A tenant whose source is of another kind than before begins anew. */
  void configure(TenantId tenant, Owner owner, String settings, Duration maxAge) {
    about(tenant, "DELETE FROM syncs WHERE tenant_id = :tenant AND owner <> :owner")
        .param("owner", owner.label())
        .update();
    about(
            tenant,
            """
            INSERT INTO syncs (tenant_id, owner, settings, max_age, completed)
            VALUES (:tenant, :owner, sha256(convert_to(:settings, 'UTF8')),
                    make_interval(secs => :maxAge), '')
            ON CONFLICT (tenant_id)
            DO UPDATE SET settings = excluded.settings, max_age = excluded.max_age,
                          losses_accepted_by_kind =
                            CASE WHEN syncs.settings = excluded.settings
                                 THEN syncs.losses_accepted_by_kind END,
                          losses_accepted_by =
                            CASE WHEN syncs.settings = excluded.settings
                                 THEN syncs.losses_accepted_by END
            """)
        .param("owner", owner.label())
        .param("settings", settings)
        .param("maxAge", maxAge.toSeconds())
        .update();
  }

  void forget(TenantId tenant) {
    about(tenant, "DELETE FROM syncs WHERE tenant_id = :tenant").update();
    about(tenant, "DELETE FROM passed_over_entries WHERE tenant_id = :tenant").update();
  }

  /** The run to go on with, a new one where none has begun. */
  Run begin(TenantId tenant, Instant now) {
    return about(
            tenant,
            """
            UPDATE syncs
            SET batch = coalesce(batch, gen_random_uuid()),
                position = coalesce(position, completed),
                is_full = coalesce(is_full, completed = ''),
                began_at = coalesce(began_at, :now), changes = coalesce(changes, 0), error = NULL,
                losses_refused = false, not_before = NULL
            WHERE tenant_id = :tenant
            RETURNING *
            """)
        .param("now", Timestamp.from(now))
        .query((row, _) -> run(row).orElseThrow())
        .single();
  }

  /**
   * Moves on by one page.
   *
   * @return false when the run is not where the caller believes: somebody else goes on with it
   */
  boolean advance(TenantId tenant, Run run, Page page) {
    return about(
                tenant,
                """
                UPDATE syncs
                SET position = :next, is_full = :full, changes = changes + :changes
                WHERE tenant_id = :tenant AND batch = :batch AND position = :position
                """)
            .param("next", page.next().value())
            .param("full", page.full())
            .param("changes", page.changes().size())
            .param("batch", run.batch())
            .param("position", run.position().value())
            .update()
        == 1;
  }

  /** Whether nobody else has gone on with the run, and nobody does until the transaction ends. */
  boolean hold(TenantId tenant, Run run) {
    return about(
            tenant,
            """
            SELECT true FROM syncs
            WHERE tenant_id = :tenant AND batch = :batch AND position = :position
            FOR UPDATE
            """)
        .param("batch", run.batch())
        .param("position", run.position().value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  void passOver(TenantId tenant, UUID batch, List<PassedOver> entries) {
    about(
            tenant,
            """
            INSERT INTO passed_over_entries (tenant_id, name, batch, reason, id, source_version)
            SELECT DISTINCT ON (name) :tenant, left(entry.name, :longest) AS name, :batch, reason,
                   id, version
            FROM unnest(:names, :reasons, :ids, :versions) AS entry (name, reason, id, version)
            ON CONFLICT (tenant_id, name)
            DO UPDATE SET batch = excluded.batch, reason = excluded.reason, id = excluded.id,
                          source_version = excluded.source_version, user_principal_name = NULL
            """)
        .param("batch", batch)
        .param("longest", TextBound.ENTRY_NAME.maxLength())
        .param("names", entries.stream().map(PassedOver::name).toArray(String[]::new))
        .param("reasons", entries.stream().map(PassedOver::reason).toArray(String[]::new))
        .param("ids", entries.stream().map(it -> it.id().orElse(null)).toArray(UUID[]::new))
        .param("versions", entries.stream().map(it -> it.entry().version()).toArray(String[]::new))
        .update();
  }

  /** A full load has met whatever is still passed over. */
  void forgetPassedOverBefore(TenantId tenant, UUID batch) {
    about(tenant, "DELETE FROM passed_over_entries WHERE tenant_id = :tenant AND batch <> :batch")
        .param("batch", batch)
        .update();
  }

  List<PassedOver> passedOver(TenantId tenant, int limit) {
    return about(
            tenant,
            """
            SELECT name, reason FROM passed_over_entries WHERE tenant_id = :tenant
            ORDER BY name LIMIT :limit
            """)
        .param("limit", limit)
        .query((row, _) -> new PassedOver(row.getString("name"), row.getString("reason")))
        .list();
  }

  int countPassedOver(TenantId tenant) {
    return about(tenant, "SELECT count(*) FROM passed_over_entries WHERE tenant_id = :tenant")
        .query(Integer.class)
        .single();
  }

  /** What holds now was complete at the source when the run began, and may be that old. */
  void complete(TenantId tenant, Checkpoint next, Instant now) {
    about(
            tenant,
            """
            UPDATE syncs
            SET completed = :next, last_run = :now, last_success = began_at, error = NULL,
                losses_accepted_by_kind = NULL, losses_accepted_by = NULL,
                batch = NULL, position = NULL, is_full = NULL, began_at = NULL, changes = NULL
            WHERE tenant_id = :tenant
            """)
        .param("next", next.value())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The run ends here for now; {@link #begin} goes on with it. */
  void interrupt(TenantId tenant, String error, Instant now) {
    about(
            tenant,
            """
            UPDATE syncs
            SET error = :error, last_run = :now,
                losses_accepted_by_kind = NULL, losses_accepted_by = NULL
            WHERE tenant_id = :tenant
            """)
        .param("error", error)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** No run begins before then. */
  void pause(TenantId tenant, Instant until) {
    about(tenant, "UPDATE syncs SET not_before = :until WHERE tenant_id = :tenant")
        .param("until", Timestamp.from(until))
        .update();
  }

  /** The run that was interrupted would have removed more than it may unasked. */
  void refuseLosses(TenantId tenant) {
    about(tenant, "UPDATE syncs SET losses_refused = true WHERE tenant_id = :tenant").update();
  }

  void acceptLosses(TenantId tenant, Optional<Actor> actor) {
    about(
            tenant,
            """
            UPDATE syncs SET losses_accepted_by_kind = :kind, losses_accepted_by = :id
            WHERE tenant_id = :tenant
            """)
        .param("kind", actor.map(Actor::kind).orElse(null))
        .param("id", actor.flatMap(Actor::id).orElse(null))
        .update();
  }

  /** Until the run ends, well or not. */
  Optional<Actor> lossesAcceptedBy(TenantId tenant) {
    return about(
            tenant,
            """
            SELECT losses_accepted_by_kind, losses_accepted_by FROM syncs
            WHERE tenant_id = :tenant AND losses_accepted_by_kind IS NOT NULL
            """)
        .query((row, _) -> Actor.of(row.getString(1), Optional.ofNullable(row.getString(2))))
        .optional();
  }

  /** The run is over without having come to anything. */
  void drop(TenantId tenant) {
    about(
            tenant,
            """
            UPDATE syncs
            SET batch = NULL, position = NULL, is_full = NULL, began_at = NULL, changes = NULL
            WHERE tenant_id = :tenant
            """)
        .update();
  }

  /** The next run is a full load. */
  void startOver(TenantId tenant) {
    about(tenant, "UPDATE syncs SET completed = '', not_before = NULL WHERE tenant_id = :tenant")
        .update();
  }

  int count(TenantId tenant, Part part, Owner owner) {
    return about(
            tenant,
            "SELECT count(*) FROM %s WHERE tenant_id = :tenant AND owner = :owner"
                .formatted(part.label()))
        .param("owner", owner.label())
        .query(Integer.class)
        .single();
  }

  private JdbcClient.StatementSpec about(TenantId tenant, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.value());
  }

  private static Sync sync(ResultSet row, int number) throws SQLException {
    return new Sync(
        Owner.of(row.getString("owner")).orElseThrow(),
        new Checkpoint(row.getString("completed")),
        run(row),
        instant(row, "last_run"),
        instant(row, "last_success"),
        Optional.ofNullable(row.getString("error")),
        row.getBoolean("losses_refused"),
        instant(row, "not_before"));
  }

  private static Optional<Run> run(ResultSet row) throws SQLException {
    var batch = row.getObject("batch", UUID.class);
    return batch == null
        ? Optional.empty()
        : Optional.of(
            new Run(
                batch,
                new Checkpoint(row.getString("position")),
                row.getBoolean("is_full"),
                row.getTimestamp("began_at").toInstant(),
                row.getInt("changes")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
