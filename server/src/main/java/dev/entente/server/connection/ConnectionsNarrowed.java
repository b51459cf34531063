package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * A batch of connections was cut down to inbound because the direction ceiling had come down. Who
 * they were stands in the consent records of the same transaction.
 */
public record ConnectionsNarrowed(TenantId tenant, Instant occurredAt, int connections)
    implements DomainEvent {

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
    return Map.of("connections", String.valueOf(connections), "direction", "inbound");
  }
}
