package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.template.StoreReport;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** Templates were copied into a domain's central store, all of them or up to one that failed. */
public record TemplatesCopied(
    TenantId tenant, Actor actor, Instant occurredAt, Domain domain, StoreReport report)
    implements DomainEvent {

  @Override
  public String subject() {
    return "groupPolicy/templates";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "domain", domain.name(),
        "copied", Integer.toString(report.copied().size()),
        "left", Integer.toString(report.left().size()));
  }
}
