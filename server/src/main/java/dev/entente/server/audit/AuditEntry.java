package dev.entente.server.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One change, as it was written down when it happened.
 *
 * @param id grows with time within a tenant
 * @param actorKind {@code person}, {@code operator}, {@code server} or {@code member}
 * @param event the event's name, such as {@code PolicyChanged}
 * @param subject what it happened to, as a path
 */
public record AuditEntry(
    long id,
    Instant occurredAt,
    String actorKind,
    Optional<UUID> actorId,
    String event,
    String subject,
    Map<String, String> facts) {

  public AuditEntry {
    facts = Map.copyOf(facts);
  }
}
