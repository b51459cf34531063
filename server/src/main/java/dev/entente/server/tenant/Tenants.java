package dev.entente.server.tenant;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** All tenants of this server. */
@Service
public class Tenants {

  private final TenantStore store;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Tenants(
      TenantStore store,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @throws Problem NOT_FOUND when there is none
   */
  public Tenant get(TenantId id) {
    return find(id)
        .orElseThrow(() -> new Problem(Problem.Code.NOT_FOUND, "There is no such tenant.", "id"));
  }

  public Optional<Tenant> find(TenantId id) {
    return store.find(id);
  }

  /** The tenant of a mail domain, in any case. */
  public Optional<Tenant> byDomain(String domain) {
    return store.byDomain(domain.strip().toLowerCase(Locale.ROOT));
  }

  public Optional<Tenant> byIssuer(URI issuer) {
    return store.byIssuer(issuer);
  }

  /** What follows from a tenant's place, as SQL's {@code tenant_place} tells it. */
  public Availability availability(String cloud, String country, String rollout) {
    return store.availability(
        Labelled.parse(Cloud.class, cloud, "cloud"),
        country,
        Labelled.parse(Rollout.class, rollout, "rollout"));
  }

  public List<Tenant> all() {
    return store.all();
  }

  /** Of all tenants, for work that goes through them. */
  public List<TenantId> ids() {
    return store.ids();
  }

  /** What the server shows the tenant's sign-in provider. */
  public Secret clientSecret(TenantId id, SignIn signIn) {
    return store.open(id, signIn.clientSecret());
  }

  /**
   * Creates the tenant or brings it in line with its definition; a definition that changes nothing
   * does nothing.
   *
   * @throws Problem INVALID_REQUEST for a bad field, CONFLICT when a domain or the issuer is
   *     another tenant's; nothing is changed then
   */
  public Tenant provision(TenantDefinition definition) {
    var wanted = tenantOf(definition);
    return transactions.in(wanted.id(), () -> save(wanted, definition.listedUsers()));
  }

  /**
   * As {@link #provision}, at every start. What the file says of the rollout counts when it says so
   * for the first time: until it says otherwise, a later {@link #rollOut} stands.
   */
  public Tenant provisionFromFile(TenantDefinition definition) {
    var stated = tenantOf(definition);
    return transactions.in(
        stated.id(),
        () -> {
          var saysSoStill = store.rolloutInFile(stated.id()).filter(stated.rollout()::equals);
          var wanted = saysSoStill.map(_ -> rolledOut(stated, get(stated.id()).rollout()));
          var saved = save(wanted.orElse(stated), definition.listedUsers());
          store.saveRolloutInFile(stated.id(), stated.rollout());
          return saved;
        });
  }

  /** The feature reaches the tenant, or is withdrawn from it (mission row M4). */
  public Tenant rollOut(TenantId id, Rollout rollout) {
    return transactions.in(id, () -> save(rolledOut(get(id), rollout), List.of()));
  }

  private Tenant save(Tenant wanted, List<String> selectedUsers) {
    var present = store.find(wanted.id());
    if (present.filter(wanted::equals).isEmpty()) {
      write(wanted);
      events.publishEvent(new TenantProvisioned(present, wanted, selectedUsers, clock.instant()));
    }
    return wanted;
  }

  private void write(Tenant wanted) {
    try {
      store.save(wanted);
    } catch (DuplicateKeyException _) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "A mail domain or the sign-in issuer belongs to another tenant already.",
          "domains");
    }
  }

  private Tenant rolledOut(Tenant tenant, Rollout rollout) {
    return new Tenant(
        tenant.id(),
        tenant.name(),
        tenant.domains(),
        tenant.cloud(),
        tenant.country(),
        rollout,
        tenant.preset(),
        store.availability(tenant.cloud(), tenant.country(), rollout),
        tenant.privacyStatement(),
        tenant.signIn());
  }

  private Tenant tenantOf(TenantDefinition definition) {
    var cloud = definition.checkedCloud();
    var country = definition.checkedCountry();
    var rollout = definition.checkedRollout();
    return new Tenant(
        definition.tenantId(),
        definition.checkedName(),
        definition.checkedDomains().stream().sorted().toList(),
        cloud,
        country,
        rollout,
        definition.checkedPreset(),
        store.availability(cloud, country, rollout),
        definition.checkedPrivacyStatement(),
        signInOf(definition.tenantId(), definition.checkedSignIn()));
  }

  private SignIn signInOf(TenantId tenant, TenantDefinition.SignInDefinition definition) {
    return new SignIn(
        TenantDefinition.webAddress(
            TenantDefinition.required(definition.issuer(), "signIn.issuer"), "signIn.issuer"),
        TenantDefinition.required(definition.clientId(), "signIn.clientId"),
        store.sealed(
            tenant,
            new Secret(
                TenantDefinition.required(definition.clientSecret(), "signIn.clientSecret"))),
        TenantDefinition.required(
            Optional.ofNullable(definition.userClaim()).orElse("sub"), "signIn.userClaim"),
        TenantDefinition.required(
            Optional.ofNullable(definition.audience()).orElse("entente"), "signIn.audience"));
  }
}
