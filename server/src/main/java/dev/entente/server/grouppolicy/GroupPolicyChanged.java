package dev.entente.server.grouppolicy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** A domain's Group Policy object says something else now. */
public record GroupPolicyChanged(
    TenantId tenant, Actor actor, Instant occurredAt, DomainChange change) implements DomainEvent {

  @Override
  public String subject() {
    return subject(change);
  }

  @Override
  public Map<String, String> facts() {
    return facts(change);
  }

  static String subject(DomainChange change) {
    return "groupPolicy/" + change.object().guid();
  }

  static Map<String, String> facts(DomainChange change) {
    return Map.of(
        "domain", change.domain().name(),
        "object", change.domain().objectName(),
        "goal", change.goal().label(),
        "versionBefore", change.versionBefore().toString(),
        "versionAfter", change.versionAfter().toString());
  }
}
