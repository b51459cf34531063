package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * Connections were ended because an administrator had said No, because their people had left the
 * directory, or because their tokens had run out. Who they were stands in the consent records of
 * the same transaction.
 */
public record ConnectionsWithdrawn(
    TenantId tenant, Instant occurredAt, int connections, EndReason reason) implements DomainEvent {

  @Override
  public Actor actor() {
    return new Actor.Server();
  }

  @Override
  public String subject() {
    return "connections";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("connections", String.valueOf(connections), "reason", reason.name());
  }
}
