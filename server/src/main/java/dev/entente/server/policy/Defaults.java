package dev.entente.server.policy;

import dev.entente.server.policy.TenantPolicy.Changed;
import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Preset;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.TenantProvisioned;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a tenant starts with: the region's default, cut down by the preset (mission rows M3, M45).
 */
@Component
class Defaults {

  private final PolicyStore store;
  private final ApplicationEventPublisher events;

  Defaults(PolicyStore store, ApplicationEventPublisher events) {
    this.store = store;
    this.events = events;
  }

  /**
   * Runs in the transaction that provisions the tenant, so that no tenant is ever without a policy.
   */
  @EventListener
  void on(TenantProvisioned event) {
    event.before().ifPresentOrElse(before -> follow(event, before), () -> start(event));
  }

  private void start(TenantProvisioned event) {
    var listed = event.selectedUsers();
    var audience = listed.isEmpty() ? audienceOf(event.after()) : new Audience.ListedPeople();
    store.insert(event.tenant(), defaultOf(event, audience));
    store.insertListedPeople(event.tenant(), listed);
  }

  /**
   * A default follows the rollout until somebody chooses (mission row M4); what was chosen stands,
   * even where it is not available for now. The ceiling and public information follow the preset
   * likewise.
   */
  private void follow(TenantProvisioned event, Tenant tenantBefore) {
    var before = store.lock(event.tenant(), tenantBefore.availability());
    var after = followed(before, event);
    if (!after.availability().equals(before.availability())
        || !Policies.sameChoices(before, after)) {
      store.save(event.tenant(), after);
      events.publishEvent(
          new PolicyChanged(event.tenant(), event.actor(), event.occurredAt(), before, after));
    }
  }

  private static TenantPolicy followed(TenantPolicy before, TenantProvisioned event) {
    var listed = before.audience() instanceof Audience.ListedPeople;
    var audience = listed ? before.audience() : audienceOf(event.after());
    var choices = before.chosen() ? before : defaultOf(event, audience);
    return before.next(
        event.after().availability(),
        choices.audience(),
        choices.usersMayConsent(),
        choices.ceiling(),
        choices.publicInformation(),
        before.chosen(),
        new Changed(event.occurredAt(), event.actor()));
  }

  private static TenantPolicy defaultOf(TenantProvisioned event, Audience audience) {
    var tenant = event.after();
    var strict = tenant.preset() == Preset.STRICT;
    return new TenantPolicy(
        tenant.availability(),
        audience,
        true,
        strict ? Direction.INBOUND : Direction.BOTH,
        !strict,
        1,
        1,
        false,
        new Changed(event.occurredAt(), event.actor()));
  }

  private static Audience audienceOf(Tenant tenant) {
    var on =
        tenant.preset() == Preset.DOCUMENTED
            && tenant.availability() instanceof Available(var onByDefault)
            && onByDefault;
    return on ? new Audience.Everyone() : new Audience.Nobody();
  }
}
