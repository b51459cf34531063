package dev.entente.server.directory;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** People, groups or memberships changed. Published in the transaction that changed them. */
public record DirectoryChanged(
    TenantId tenant, Actor actor, Instant occurredAt, Owner owner, DirectoryDelta delta)
    implements DomainEvent {

  @Override
  public String subject() {
    return "directory";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "source", owner.label(),
        "people", delta.people().toString(),
        "groups", delta.groups().toString(),
        "members", delta.members().toString());
  }
}
