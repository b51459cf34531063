package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.TenantPolicy.Changed;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Tenants;
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

  /**
   * The setting, and by the functions of the modules whose tables they are, the tenant's place and
   * the person's standing in the directory: every table by an index.
   */
  static final String SNAPSHOT =
      """
      SELECT p.*, place.*, standing.*,
             p.audience = 'selected' AND EXISTS
                 (SELECT 1 FROM listed_people
                  WHERE tenant_id = p.tenant_id
                    AND user_principal_name = lower(standing.user_principal_name)) AS is_listed
      FROM policies p
      CROSS JOIN LATERAL tenant_place(p.tenant_id) AS place
      CROSS JOIN LATERAL directory_standing(p.tenant_id, :person, p.group_id, :now) AS standing
      WHERE p.tenant_id = :tenant
      """;

  private final JdbcClient jdbc;
  private final Tenants tenants;

  PolicyStore(JdbcClient jdbc, Tenants tenants) {
    this.jdbc = jdbc;
    this.tenants = tenants;
  }

  TenantPolicy get(TenantId tenant) {
    return jdbc.sql(
            """
            SELECT p.*, place.* FROM policies p CROSS JOIN LATERAL tenant_place(p.tenant_id) AS place
            WHERE p.tenant_id = :tenant
            """)
        .param("tenant", tenant.value())
        .query((row, _) -> policy(row, availability(row)))
        .single();
  }

  /** All that a decision depends on, at one moment. */
  record Snapshot(TenantPolicy policy, Standing standing) {}

  /** In one statement (docs/decisions/0003). */
  Snapshot snapshot(TenantId tenant, UserId person, Instant now) {
    return jdbc.sql(SNAPSHOT)
        .param("tenant", tenant.value())
        .param("person", person.value())
        .param("now", Timestamp.from(now))
        .query((row, _) -> new Snapshot(policy(row, availability(row)), standing(row)))
        .single();
  }

  /**
   * Two administrators who save at once come one after the other.
   *
   * @param availability as it is, or was before a change of the tenant that is under way
   */
  TenantPolicy lock(TenantId tenant, Availability availability) {
    return jdbc.sql("SELECT * FROM policies WHERE tenant_id = :tenant FOR UPDATE")
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

  List<String> listedPeople(TenantId tenant, String after, int limit) {
    return jdbc.sql(
            """
            SELECT user_principal_name FROM listed_people
            WHERE tenant_id = :tenant AND user_principal_name > :after
            ORDER BY user_principal_name LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  List<String> listedPeople(TenantId tenant, int offset, int limit) {
    return jdbc.sql(
            """
            SELECT user_principal_name FROM listed_people WHERE tenant_id = :tenant
            ORDER BY user_principal_name OFFSET :offset LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("offset", offset)
        .param("limit", limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  int countListedPeople(TenantId tenant) {
    return jdbc.sql("SELECT count(*) FROM listed_people WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(Integer.class)
        .single();
  }

  private Availability availability(ResultSet row) throws SQLException {
    return tenants.availability(
        row.getString("cloud"), row.getString("country"), row.getString("rollout"));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getBoolean("is_current"),
        row.getBoolean("enabled"),
        row.getBoolean("group_exists"),
        row.getBoolean("is_member"),
        row.getBoolean("is_listed"));
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
