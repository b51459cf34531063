package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Availability;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Policies in PostgreSQL. */
@Repository
class PolicyStore {

  private final JdbcClient jdbc;

  PolicyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  TenantPolicy get(TenantId tenant, Availability availability) {
    return read(tenant, availability, "");
  }

  /** Two administrators who save at once come one after the other. */
  TenantPolicy lock(TenantId tenant, Availability availability) {
    return read(tenant, availability, "FOR UPDATE");
  }

  private TenantPolicy read(TenantId tenant, Availability availability, String lock) {
    return jdbc.sql("SELECT * FROM policies WHERE tenant_id = :tenant " + lock)
        .param("tenant", tenant.value())
        .query((row, _) -> policy(row, availability))
        .single();
  }

  void insertDefault(TenantId tenant, TenantPolicy policy, Instant now) {
    jdbc.sql(
            """
            INSERT INTO policies (tenant_id, audience, users_may_consent, ceiling, public_information,
                                  consent_epoch, version, decided, changed_at)
            VALUES (:tenant, :audience, :usersMayConsent, :ceiling, :publicInformation, 1, 1, false, :now)
            """)
        .param("tenant", tenant.value())
        .param("audience", policy.audience().label())
        .param("usersMayConsent", policy.usersMayConsent())
        .param("ceiling", policy.ceiling().label())
        .param("publicInformation", policy.publicInformation())
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * A default follows the rollout until somebody chooses (mission row M4). One that turns to No
   * withdraws everyone, as if somebody had chosen it (M6).
   */
  void moveDefault(TenantId tenant, Audience audience) {
    jdbc.sql(
            """
            UPDATE policies
            SET audience = :audience, version = version + 1,
                consent_epoch = consent_epoch + CASE WHEN :audience = 'no' THEN 1 ELSE 0 END
            WHERE tenant_id = :tenant AND NOT decided AND audience <> :audience
            """)
        .param("tenant", tenant.value())
        .param("audience", audience.label())
        .update();
  }

  void save(TenantId tenant, TenantPolicy policy, Actor actor, Instant now) {
    jdbc.sql(
            """
            UPDATE policies
            SET audience = :audience, group_id = :group, users_may_consent = :usersMayConsent,
                ceiling = :ceiling, public_information = :publicInformation,
                consent_epoch = :consentEpoch, version = :version, decided = true,
                changed_at = :now, changed_by = :actor
            WHERE tenant_id = :tenant
            """)
        .param("tenant", tenant.value())
        .param("audience", policy.audience().label())
        .param("group", policy.selectedGroup().map(GroupId::value).orElse(null))
        .param("usersMayConsent", policy.usersMayConsent())
        .param("ceiling", policy.ceiling().label())
        .param("publicInformation", policy.publicInformation())
        .param("consentEpoch", policy.consentEpoch())
        .param("version", policy.version())
        .param("now", Timestamp.from(now))
        .param("actor", actor instanceof Actor.Person(var id) ? id.value() : null)
        .update();
  }

  void insertListedPeople(TenantId tenant, List<String> userPrincipalNames) {
    jdbc.sql(
            """
            INSERT INTO listed_people (tenant_id, user_principal_name)
            SELECT :tenant, lower(name) FROM unnest(:names) AS name
            ON CONFLICT DO NOTHING
            """)
        .param("tenant", tenant.value())
        .param("names", userPrincipalNames.toArray(String[]::new))
        .update();
  }

  List<String> listedPeople(TenantId tenant) {
    return jdbc.sql(
            """
            SELECT user_principal_name FROM listed_people WHERE tenant_id = :tenant
            ORDER BY user_principal_name
            """)
        .param("tenant", tenant.value())
        .query((row, _) -> row.getString(1))
        .list();
  }

  boolean isListed(TenantId tenant, String userPrincipalName) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM listed_people
                           WHERE tenant_id = :tenant AND user_principal_name = lower(:name))
            """)
        .param("tenant", tenant.value())
        .param("name", userPrincipalName)
        .query(Boolean.class)
        .single();
  }

  private static TenantPolicy policy(ResultSet row, Availability availability) throws SQLException {
    return new TenantPolicy(
        availability,
        audience(row),
        row.getBoolean("users_may_consent"),
        Direction.of(row.getString("ceiling")).orElseThrow(),
        row.getBoolean("public_information"),
        row.getLong("consent_epoch"),
        row.getLong("version"),
        changed(row));
  }

  private static Audience audience(ResultSet row) throws SQLException {
    return switch (row.getString("audience")) {
      case "yes" -> new Audience.Everyone();
      case "selectedGroup" ->
          new Audience.MembersOf(new GroupId(row.getObject("group_id", UUID.class)));
      case "selected" -> new Audience.ListedPeople();
      case "no" -> new Audience.Nobody();
      default -> throw new IllegalStateException("policies.audience holds an unknown value.");
    };
  }

  private static Optional<TenantPolicy.Changed> changed(ResultSet row) throws SQLException {
    var at = row.getTimestamp("changed_at").toInstant();
    return Optional.ofNullable(row.getObject("changed_by", UUID.class))
        .map(by -> new TenantPolicy.Changed(at, new UserId(by)));
  }
}
