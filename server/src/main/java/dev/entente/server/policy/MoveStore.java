package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each tenant's latest move in PostgreSQL. */
@Repository
class MoveStore {

  private final JdbcClient jdbc;

  MoveStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Move> latest(TenantId tenant) {
    return jdbc.sql("SELECT * FROM listed_people_moves WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(MoveStore::move)
        .optional();
  }

  /** In place of the one before. */
  void save(TenantId tenant, Move move) {
    jdbc.sql(
            """
            INSERT INTO listed_people_moves (tenant_id, id, group_id, select_from_version,
                begun_by_kind, begun_by, total, moved_through, done, added, unknown, finished_at,
                refusal)
            VALUES (:tenant, :id, :group, :selectFromVersion, :byKind, :by, :total, :through,
                :done, :added, :unknown, :finishedAt, :refusal)
            ON CONFLICT (tenant_id) DO UPDATE
            SET id = excluded.id, group_id = excluded.group_id,
                select_from_version = excluded.select_from_version,
                begun_by_kind = excluded.begun_by_kind, begun_by = excluded.begun_by,
                total = excluded.total, moved_through = excluded.moved_through,
                done = excluded.done, added = excluded.added, unknown = excluded.unknown,
                finished_at = excluded.finished_at, refusal = excluded.refusal
            """)
        .param("tenant", tenant.value())
        .param("id", move.id())
        .param("group", move.group().value())
        .param("selectFromVersion", move.selectFromVersion().orElse(null))
        .param("byKind", move.by().kind())
        .param("by", move.by().id().orElse(null))
        .param("total", move.total())
        .param("through", move.through())
        .param("done", move.done())
        .param("added", move.added())
        .param("unknown", move.unknown())
        .param("finishedAt", move.finishedAt().map(Timestamp::from).orElse(null))
        .param("refusal", move.refusal().orElse(null))
        .update();
  }

  private static Move move(ResultSet row, int number) throws SQLException {
    return new Move(
        row.getObject("id", UUID.class),
        new GroupId(row.getObject("group_id", UUID.class)),
        Optional.ofNullable(row.getObject("select_from_version", Long.class)),
        Actor.of(row.getString("begun_by_kind"), Optional.ofNullable(row.getString("begun_by"))),
        row.getInt("total"),
        row.getString("moved_through"),
        row.getInt("done"),
        row.getInt("added"),
        row.getInt("unknown"),
        Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("refusal")));
  }
}
