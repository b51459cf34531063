package dev.entente.server.directory.scim;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** A provisioning client is shut out from now on. */
public record ScimTokenRevoked(
    TenantId tenant, Actor actor, Instant occurredAt, String id, String tokenName)
    implements DomainEvent {

  @Override
  public String subject() {
    return "scimTokens/" + id;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("name", tokenName);
  }
}
