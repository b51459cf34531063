package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.time.Instant;
import java.util.Map;

/** A person consented and is connected. */
public record Connected(
    TenantId tenant,
    Instant occurredAt,
    UserId owner,
    ConnectionId connection,
    String network,
    Direction direction)
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
    return Map.of("network", network, "direction", direction.label());
  }
}
