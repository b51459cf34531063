package dev.entente.server.tenant;

import dev.entente.server.custody.Custody;
import dev.entente.server.custody.SealBroken;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tenants in PostgreSQL; client secrets sealed. */
@Repository
class TenantStore {

  private static final String SELECT =
      """
      SELECT t.*, ARRAY(SELECT domain FROM tenant_domains d WHERE d.tenant_id = t.id ORDER BY domain)
                  AS domains
      FROM tenants t
      """;

  private static final String SECRET_PURPOSE = "tenant/client-secret";

  private final JdbcClient jdbc;
  private final Custody custody;
  private final Regions regions = Regions.load();

  TenantStore(JdbcClient jdbc, Custody custody) {
    this.jdbc = jdbc;
    this.custody = custody;
  }

  Optional<Tenant> find(TenantId id) {
    return jdbc.sql(SELECT + "WHERE t.id = :id")
        .param("id", id.value())
        .query(this::tenant)
        .optional();
  }

  Optional<Tenant> byDomain(String domain) {
    return jdbc.sql(SELECT + "JOIN tenant_domains d ON d.tenant_id = t.id WHERE d.domain = :domain")
        .param("domain", domain)
        .query(this::tenant)
        .optional();
  }

  Optional<Tenant> byIssuer(URI issuer) {
    return jdbc.sql(SELECT + "WHERE t.issuer = :issuer")
        .param("issuer", issuer.toString())
        .query(this::tenant)
        .optional();
  }

  List<Tenant> all() {
    return jdbc.sql(SELECT + "ORDER BY t.name, t.id").query(this::tenant).list();
  }

  List<TenantId> ids() {
    return jdbc.sql("SELECT id FROM tenants ORDER BY name, id")
        .query((row, _) -> new TenantId(row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * @throws SealBroken when it was altered, or sealed with a key that is gone
   */
  Secret open(TenantId id, SealedSecret secret) {
    return custody.open(id, SECRET_PURPOSE, secret.bytes());
  }

  /** The sealing that is kept already where it holds this very secret: no two are ever equal. */
  SealedSecret sealed(TenantId id, Secret secret) {
    return find(id)
        .map(it -> it.signIn().clientSecret())
        .filter(kept -> holds(id, kept, secret))
        .orElseGet(() -> SealedSecret.of(custody.seal(id, SECRET_PURPOSE, secret)));
  }

  /** What cannot be opened is not it: provisioning replaces it. */
  private boolean holds(TenantId id, SealedSecret kept, Secret secret) {
    try {
      return open(id, kept).equals(secret);
    } catch (SealBroken _) {
      return false;
    }
  }

  /** Derives what follows from cloud, country and rollout. */
  Availability availability(Cloud cloud, String country, Rollout rollout) {
    return regions.availability(cloud, country, rollout);
  }

  void save(Tenant tenant) {
    jdbc.sql(
            """
            INSERT INTO tenants (id, name, cloud, country, rollout, preset, privacy_statement,
                                 issuer, client_id, client_secret, user_claim, audience)
            VALUES (:id, :name, :cloud, :country, :rollout, :preset, :privacyStatement,
                    :issuer, :clientId, :clientSecret, :userClaim, :audience)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, cloud = excluded.cloud, country = excluded.country,
                rollout = excluded.rollout, preset = excluded.preset,
                privacy_statement = excluded.privacy_statement, issuer = excluded.issuer,
                client_id = excluded.client_id, client_secret = excluded.client_secret,
                user_claim = excluded.user_claim, audience = excluded.audience
            """)
        .param("id", tenant.id().value())
        .param("name", tenant.name())
        .param("cloud", tenant.cloud().label())
        .param("country", tenant.country())
        .param("rollout", tenant.rollout().label())
        .param("preset", tenant.preset().label())
        .param("privacyStatement", tenant.privacyStatement().toString())
        .param("issuer", tenant.signIn().issuer().toString())
        .param("clientId", tenant.signIn().clientId())
        .param("clientSecret", tenant.signIn().clientSecret().bytes())
        .param("userClaim", tenant.signIn().userClaim())
        .param("audience", tenant.signIn().audience())
        .update();
    saveDomains(tenant);
  }

  /** What the provisioning file said last; empty for a tenant that was never in one. */
  Optional<Rollout> rolloutInFile(TenantId id) {
    return jdbc.sql(
            "SELECT rollout_in_file FROM tenants WHERE id = :id AND rollout_in_file IS NOT NULL")
        .param("id", id.value())
        .query((row, _) -> Labelled.parse(Rollout.class, row.getString(1), "rollout"))
        .optional();
  }

  void saveRolloutInFile(TenantId id, Rollout rollout) {
    jdbc.sql("UPDATE tenants SET rollout_in_file = :rollout WHERE id = :id")
        .param("id", id.value())
        .param("rollout", rollout.label())
        .update();
  }

  private void saveDomains(Tenant tenant) {
    jdbc.sql("DELETE FROM tenant_domains WHERE tenant_id = :id")
        .param("id", tenant.id().value())
        .update();
    jdbc.sql(
            """
            INSERT INTO tenant_domains (domain, tenant_id)
            SELECT domain, :id FROM unnest(:domains) AS domain
            """)
        .param("id", tenant.id().value())
        .param("domains", tenant.domains().toArray(String[]::new))
        .update();
  }

  private Tenant tenant(ResultSet row, int number) throws SQLException {
    var id = new TenantId(row.getObject("id", UUID.class));
    var cloud = Labelled.parse(Cloud.class, row.getString("cloud"), "cloud");
    var rollout = Labelled.parse(Rollout.class, row.getString("rollout"), "rollout");
    var country = row.getString("country");
    return new Tenant(
        id,
        row.getString("name"),
        strings(row.getArray("domains")),
        cloud,
        country,
        rollout,
        Labelled.parse(Preset.class, row.getString("preset"), "preset"),
        regions.availability(cloud, country, rollout),
        URI.create(row.getString("privacy_statement")),
        signIn(row));
  }

  private static SignIn signIn(ResultSet row) throws SQLException {
    return new SignIn(
        URI.create(row.getString("issuer")),
        row.getString("client_id"),
        SealedSecret.of(row.getBytes("client_secret")),
        row.getString("user_claim"),
        row.getString("audience"));
  }

  private static List<String> strings(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
