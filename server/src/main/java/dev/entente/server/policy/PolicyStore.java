package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.policy.TenantPolicy.Changed;
import dev.entente.server.tenant.Availability;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

  void insert(TenantId tenant, TenantPolicy policy) {
    write(
        tenant,
        policy,
        """
        INSERT INTO policies (tenant_id, audience, group_id, users_may_consent, ceiling,
                              public_information, consent_epoch, version, decided, changed_at,
                              changed_by_kind, changed_by)
        VALUES (:tenant, :audience, :group, :usersMayConsent, :ceiling, :publicInformation,
                :consentEpoch, :version, :chosen, :at, :byKind, :by)
        """);
  }

  void save(TenantId tenant, TenantPolicy policy) {
    write(
        tenant,
        policy,
        """
        UPDATE policies
        SET audience = :audience, group_id = :group, users_may_consent = :usersMayConsent,
            ceiling = :ceiling, public_information = :publicInformation,
            consent_epoch = :consentEpoch, version = :version, decided = :chosen,
            changed_at = :at, changed_by_kind = :byKind, changed_by = :by
        WHERE tenant_id = :tenant
        """);
  }

  private void write(TenantId tenant, TenantPolicy policy, String statement) {
    jdbc.sql(statement)
        .param("tenant", tenant.value())
        .param("audience", policy.audience().label())
        .param("group", policy.selectedGroup().map(GroupId::value).orElse(null))
        .param("usersMayConsent", policy.usersMayConsent())
        .param("ceiling", policy.ceiling().label())
        .param("publicInformation", policy.publicInformation())
        .param("consentEpoch", policy.consentEpoch())
        .param("version", policy.version())
        .param("chosen", policy.chosen())
        .param("at", Timestamp.from(policy.changed().at()))
        .param("byKind", policy.changed().by().kind())
        .param("by", policy.changed().by().id().orElse(null))
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
        row.getBoolean("decided"),
        new Changed(
            row.getTimestamp("changed_at").toInstant(),
            Actor.of(
                row.getString("changed_by_kind"),
                Optional.ofNullable(row.getString("changed_by")))));
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
}
