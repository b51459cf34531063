package dev.entente.server.connection;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Instant;
import java.util.Map;

/**
 * A person wanted to connect and could not.
 *
 * @param reason an {@link Outcome} or a reason of the decision
 */
public record ConnectionRefused(
    TenantId tenant, Instant occurredAt, UserId owner, String network, String reason)
    implements DomainEvent {

  @Override
  public Actor actor() {
    return new Actor.Person(owner);
  }

  @Override
  public String subject() {
    return "users/" + owner + "/connections";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("network", network, "reason", reason);
  }
}
