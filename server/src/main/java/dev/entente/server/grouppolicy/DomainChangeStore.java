package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.gpo.GpoVersion;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes in domains, kept in PostgreSQL. */
@Repository
class DomainChangeStore {

  private final JdbcClient jdbc;

  DomainChangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The change of the object that has begun and has no end. */
  Optional<DomainChange> begun(TenantId tenant, Domain domain, GpoId object) {
    return about(
            tenant,
            """
            SELECT * FROM domain_changes
            WHERE tenant_id = :tenant AND lower(domain) = lower(:domain) AND object = :object
              AND finished_at IS NULL
            """)
        .param("domain", domain.name())
        .param("object", object.guid())
        .query((row, _) -> change(row))
        .optional();
  }

  /** The object's latest that is finished and changed our entries, and not versions alone. */
  Optional<DomainChange> last(TenantId tenant, Domain domain, GpoId object) {
    return about(
            tenant,
            """
            SELECT * FROM domain_changes
            WHERE tenant_id = :tenant AND lower(domain) = lower(:domain) AND object = :object
              AND finished_at IS NOT NULL AND entries_before <> entries_after
            ORDER BY finished_at DESC, begun_at DESC LIMIT 1
            """)
        .param("domain", domain.name())
        .param("object", object.guid())
        .query((row, _) -> change(row))
        .optional();
  }

  /** The same of the object of that name, without asking the domain which one it is. */
  Optional<DomainChange> last(TenantId tenant, Domain domain) {
    return about(
            tenant,
            """
            SELECT * FROM domain_changes
            WHERE tenant_id = :tenant AND lower(domain) = lower(:domain)
              AND object_name = :objectName
              AND finished_at IS NOT NULL AND entries_before <> entries_after
            ORDER BY finished_at DESC, begun_at DESC LIMIT 1
            """)
        .param("domain", domain.name())
        .param("objectName", domain.objectName())
        .query((row, _) -> change(row))
        .optional();
  }

  /** In the place of one of the same object that has begun and has no end. */
  void begin(TenantId tenant, DomainChange change) {
    about(
            tenant,
            """
            DELETE FROM domain_changes
            WHERE tenant_id = :tenant AND lower(domain) = lower(:domain) AND object = :object
              AND finished_at IS NULL
            """)
        .param("domain", change.domain().name())
        .param("object", change.object().guid())
        .update();
    about(
            tenant,
            """
            INSERT INTO domain_changes (tenant_id, id, domain, object_name, object, goal,
                                        entries_before, entries_after, version_before,
                                        version_after, begun_at, actor_kind, actor)
            VALUES (:tenant, :id, :domain, :objectName, :object, :goal, :entriesBefore,
                    :entriesAfter, :versionBefore, :versionAfter, :begunAt, :actorKind, :actor)
            """)
        .param("id", change.id())
        .param("domain", change.domain().name())
        .param("objectName", change.domain().objectName())
        .param("object", change.object().guid())
        .param("goal", change.goal().label())
        .param("entriesBefore", change.before().toBytes())
        .param("entriesAfter", change.after().toBytes())
        .param("versionBefore", change.versionBefore().number())
        .param("versionAfter", change.versionAfter().number())
        .param("begunAt", Timestamp.from(change.at()))
        .param("actorKind", change.by().kind())
        .param("actor", change.by().id().orElse(null))
        .update();
  }

  void finish(TenantId tenant, UUID change, Instant now) {
    about(
            tenant,
            """
            UPDATE domain_changes SET finished_at = :now WHERE tenant_id = :tenant AND id = :change
            """)
        .param("change", change)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** One that has come to nothing. */
  void forget(TenantId tenant, UUID change) {
    about(tenant, "DELETE FROM domain_changes WHERE tenant_id = :tenant AND id = :change")
        .param("change", change)
        .update();
  }

  private JdbcClient.StatementSpec about(TenantId tenant, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.value());
  }

  private static DomainChange change(ResultSet row) throws SQLException {
    return new DomainChange(
        row.getObject("id", UUID.class),
        new GpoId(row.getObject("object", UUID.class)),
        new Domain(row.getString("domain"), row.getString("object_name")),
        goal(row.getString("goal")),
        RegistryPolicy.read("entries_before", row.getBytes("entries_before")),
        RegistryPolicy.read("entries_after", row.getBytes("entries_after")),
        GpoVersion.of(row.getInt("version_before")),
        GpoVersion.of(row.getInt("version_after")),
        row.getTimestamp("begun_at").toInstant(),
        Actor.of(row.getString("actor_kind"), Optional.ofNullable(row.getString("actor"))));
  }

  private static Goal goal(String label) {
    return Stream.concat(
            Stream.of(new Goal.Undo()), Arrays.stream(PolicyState.values()).map(Goal.State::new))
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
