package dev.entente.server.grouppolicy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** A change of a domain's Group Policy object has failed, and all is as it was before. */
public record GroupPolicyChangeTakenBack(
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
