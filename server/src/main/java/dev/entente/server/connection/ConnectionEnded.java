package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Instant;
import java.util.Map;

/** A connection ended; nothing may be read over it from the moment this is published. */
public record ConnectionEnded(
    TenantId tenant,
    Actor actor,
    Instant occurredAt,
    UserId owner,
    ConnectionId connection,
    String network,
    EndReason reason)
    implements DomainEvent {

  @Override
  public String subject() {
    return "users/" + owner + "/connections/" + connection;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("network", network, "reason", reason.name());
  }
}
