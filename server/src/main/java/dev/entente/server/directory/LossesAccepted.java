package dev.entente.server.directory;

import static java.util.stream.Collectors.toMap;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Suspiciously many people or groups were removed, as somebody had accepted. */
public record LossesAccepted(TenantId tenant, Actor actor, Instant occurredAt, List<Loss> losses)
    implements DomainEvent {

  public LossesAccepted {
    losses = List.copyOf(losses);
  }

  @Override
  public String subject() {
    return "directory";
  }

  @Override
  public Map<String, String> facts() {
    return losses.stream().collect(toMap(it -> it.part().label(), Loss::toString));
  }
}
