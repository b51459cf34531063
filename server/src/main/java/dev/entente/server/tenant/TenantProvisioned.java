package dev.entente.server.tenant;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant was created, or its facts were changed.
 *
 * @param before as it was; empty when it is new
 * @param selectedUsers the older Selected list that came with a new tenant (mission row M8), as
 *     user principal names
 */
public record TenantProvisioned(
    Optional<Tenant> before, Tenant after, List<String> selectedUsers, Instant occurredAt)
    implements DomainEvent {

  public TenantProvisioned {
    selectedUsers = List.copyOf(selectedUsers);
  }

  @Override
  public TenantId tenant() {
    return after.id();
  }

  @Override
  public Actor actor() {
    return new Actor.Operator();
  }

  @Override
  public String subject() {
    return "tenants/" + after.id();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "name", after.name(),
        "cloud", after.cloud().label(),
        "country", after.country(),
        "rollout", after.rollout().label(),
        "preset", after.preset().label());
  }
}
