package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Instant;
import java.util.Map;

/** A person changed a connection from both directions to inbound. */
public record ConnectionNarrowed(
    TenantId tenant, Instant occurredAt, UserId owner, ConnectionId connection, String network)
    implements DomainEvent {

  @Override
  public Actor actor() {
    return new Actor.Person(owner);
  }

  @Override
  public String subject() {
    return "users/" + owner + "/connections/" + connection;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("network", network, "direction", "inbound");
  }
}
