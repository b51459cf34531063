package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * A network never confirmed that it took a token back. The token is erased here; at the network it
 * lives until it runs out or its member removes the permission.
 *
 * @param connection the token's; one that was refused never became a connection
 */
public record RevocationAbandoned(
    TenantId tenant, Instant occurredAt, ConnectionId connection, String network, int attempts)
    implements DomainEvent {

  @Override
  public Actor actor() {
    return new Actor.Server();
  }

  @Override
  public String subject() {
    return "connections/" + connection;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("network", network, "attempts", String.valueOf(attempts));
  }
}
