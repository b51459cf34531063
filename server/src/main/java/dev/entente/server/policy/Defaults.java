package dev.entente.server.policy;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Preset;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.TenantProvisioned;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a tenant starts with: the region's default, cut down by the preset (mission rows M3, M45).
 */
@Component
class Defaults {

  private final PolicyStore store;

  Defaults(PolicyStore store) {
    this.store = store;
  }

  /**
   * Runs in the transaction that provisions the tenant, so that no tenant is ever without a policy.
   */
  @EventListener
  void on(TenantProvisioned event) {
    var policy = defaultOf(event.after(), event.selectedUsers());
    if (event.created()) {
      store.insertDefault(event.tenant(), policy, event.occurredAt());
      store.insertListedPeople(event.tenant(), event.selectedUsers());
    } else {
      followRollout(event.tenant(), policy);
    }
  }

  private void followRollout(TenantId tenant, TenantPolicy policy) {
    if (store.listedPeople(tenant).isEmpty()) {
      store.moveDefault(tenant, policy.audience());
    }
  }

  static TenantPolicy defaultOf(Tenant tenant, List<String> selectedUsers) {
    var strict = tenant.preset() == Preset.STRICT;
    return new TenantPolicy(
        tenant.availability(),
        selectedUsers.isEmpty() ? audienceOf(tenant) : new Audience.ListedPeople(),
        true,
        strict ? Direction.INBOUND : Direction.BOTH,
        !strict,
        1,
        1,
        Optional.empty());
  }

  private static Audience audienceOf(Tenant tenant) {
    var on =
        tenant.preset() == Preset.DOCUMENTED
            && tenant.availability() instanceof Available(var onByDefault)
            && onByDefault;
    return on ? new Audience.Everyone() : new Audience.Nobody();
  }
}
