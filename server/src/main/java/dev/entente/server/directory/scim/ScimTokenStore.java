package dev.entente.server.directory.scim;

import dev.entente.server.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Provisioning clients' tokens in PostgreSQL, as hashes. */
@Repository
class ScimTokenStore {

  private final JdbcClient jdbc;

  ScimTokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(TenantId tenant, ScimToken token, String hash) {
    jdbc.sql(
            """
            INSERT INTO scim_tokens (tenant_id, id, name, hash, created_at)
            VALUES (:tenant, :id, :name, :hash, :created)
            """)
        .param("tenant", tenant.value())
        .param("id", token.id())
        .param("name", token.name())
        .param("hash", hash)
        .param("created", Timestamp.from(token.created()))
        .update();
  }

  List<ScimToken> all(TenantId tenant) {
    return jdbc.sql("SELECT * FROM scim_tokens WHERE tenant_id = :tenant ORDER BY created_at, id")
        .param("tenant", tenant.value())
        .query(ScimTokenStore::token)
        .list();
  }

  /** Returns the name of the token that is gone. */
  Optional<String> remove(TenantId tenant, UUID id) {
    return jdbc.sql("DELETE FROM scim_tokens WHERE tenant_id = :tenant AND id = :id RETURNING name")
        .param("tenant", tenant.value())
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /**
   * Whether there is such a token; notes its use unless that was noted since {@code noted}, and
   * that the tenant's client was heard.
   */
  boolean use(TenantId tenant, String hash, Instant now, Instant noted) {
    return jdbc.sql(
            """
            WITH used AS (
                UPDATE scim_tokens SET last_used_at = :now
                WHERE tenant_id = :tenant AND hash = :hash
                  AND (last_used_at IS NULL OR last_used_at < :noted)
                RETURNING 1
            ), heard AS (
                UPDATE syncs SET last_run = :now, last_success = :now
                WHERE tenant_id = :tenant AND owner = 'scim' AND EXISTS (SELECT 1 FROM used)
            )
            SELECT EXISTS (SELECT 1 FROM scim_tokens WHERE tenant_id = :tenant AND hash = :hash)
            """)
        .param("tenant", tenant.value())
        .param("hash", hash)
        .param("now", Timestamp.from(now))
        .param("noted", Timestamp.from(noted))
        .query(Boolean.class)
        .single();
  }

  private static ScimToken token(ResultSet row, int number) throws SQLException {
    return new ScimToken(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant));
  }
}
