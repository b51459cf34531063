package dev.entente.server.directory;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** The operator loaded a tenant's people and groups anew. */
public record DirectoryLoaded(TenantId tenant, Instant occurredAt, int people, int groups)
    implements DomainEvent {

  @Override
  public Actor actor() {
    return new Actor.Operator();
  }

  @Override
  public String subject() {
    return "directory";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("people", String.valueOf(people), "groups", String.valueOf(groups));
  }
}
