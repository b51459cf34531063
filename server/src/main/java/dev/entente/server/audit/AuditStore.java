package dev.entente.server.audit;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Audit entries in PostgreSQL; added and read, never altered. */
@Repository
class AuditStore {

  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AuditStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void add(DomainEvent event) {
    jdbc.sql(
            """
            INSERT INTO audit_entries (tenant_id, occurred_at, actor_kind, actor_id, event, subject, facts)
            VALUES (:tenant, :occurredAt, :actorKind, :actorId, :event, :subject, :facts::jsonb)
            """)
        .param("tenant", event.tenant().value())
        .param("occurredAt", Timestamp.from(event.occurredAt()))
        .param("actorKind", event.actor().kind())
        .param("actorId", event.actor().id().orElse(null))
        .param("event", event.name())
        .param("subject", event.subject())
        .param("facts", json.writeValueAsString(event.facts()))
        .update();
  }

  /** Newest first, below an id. */
  List<AuditEntry> before(TenantId tenant, long id, Instant since, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM audit_entries
            WHERE tenant_id = :tenant AND id < :id AND occurred_at >= :since
            ORDER BY id DESC LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("id", id)
        .param("since", Timestamp.from(since))
        .param("limit", limit)
        .query(this::entry)
        .list();
  }

  private AuditEntry entry(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getTimestamp("occurred_at").toInstant(),
        Actor.of(row.getString("actor_kind"), Optional.ofNullable(row.getString("actor_id"))),
        row.getString("event"),
        row.getString("subject"),
        json.readValue(row.getString("facts"), FACTS));
  }
}
