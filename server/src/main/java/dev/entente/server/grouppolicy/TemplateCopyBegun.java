package dev.entente.server.grouppolicy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * Templates are about to be copied into a domain's central store; {@link TemplatesCopied} follows.
 */
public record TemplateCopyBegun(TenantId tenant, Actor actor, Instant occurredAt, TemplatePlan plan)
    implements DomainEvent {

  @Override
  public String subject() {
    return "groupPolicy/templates";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("domain", plan.domain().name(), "files", Integer.toString(files()));
  }

  private int files() {
    return Math.toIntExact(
        plan.steps().steps().stream().filter(it -> it.comparison().copied()).count());
  }
}
