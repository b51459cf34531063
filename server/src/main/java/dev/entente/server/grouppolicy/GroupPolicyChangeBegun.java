package dev.entente.server.grouppolicy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * Files of a domain's Group Policy object are about to be written. Published before the first one;
 * {@link GroupPolicyChanged} follows the last one, {@link GroupPolicyChangeTakenBack} where all was
 * taken back, and nothing where the change is half done.
 */
public record GroupPolicyChangeBegun(
    TenantId tenant, Actor actor, Instant occurredAt, DomainChange change) implements DomainEvent {

  @Override
  public String subject() {
    return GroupPolicyChanged.subject(change);
  }

  @Override
  public Map<String, String> facts() {
    return GroupPolicyChanged.facts(change);
  }
}
