package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.template.StorePlan;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Templates are about to be copied into a domain's central store, with the files that somebody
 * approved by name. {@link TemplatesCopied} follows, and nothing where the server was cut off or
 * the store changed before the first file.
 */
public record TemplateCopyBegun(TenantId tenant, Actor actor, Instant occurredAt, TemplatePlan plan)
    implements DomainEvent {

  @Override
  public String subject() {
    return "groupPolicy/templates";
  }

  @Override
  public Map<String, String> facts() {
    var facts = new TreeMap<String, String>();
    facts.put("domain", plan.domain().name());
    facts.put("files", Long.toString(steps().filter(it -> it.comparison().copied()).count()));
    var approved =
        steps()
            .filter(it -> it.comparison() == StorePlan.Comparison.APPROVED)
            .map(it -> it.name().toString())
            .toList();
    if (!approved.isEmpty()) {
      facts.put("approved", String.join(", ", approved));
    }
    return facts;
  }

  private Stream<StorePlan.Step> steps() {
    return plan.steps().steps().stream();
  }
}
