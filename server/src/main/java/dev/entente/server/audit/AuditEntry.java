package dev.entente.server.audit;

import dev.entente.server.kernel.Actor;
import java.time.Instant;
import java.util.Map;

/**
 * One change, as it was written down when it happened.
 *
 * @param id grows with time within a tenant
 * @param event the event's name, such as {@code PolicyChanged}
 * @param subject what it happened to, as a path
 */
public record AuditEntry(
    long id,
    Instant occurredAt,
    Actor actor,
    String event,
    String subject,
    Map<String, String> facts) {

  public AuditEntry {
    facts = Map.copyOf(facts);
  }
}
