package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/** An administrator saved the setting. Published in the transaction that moved the version. */
public record PolicyChanged(
    TenantId tenant, Actor actor, Instant occurredAt, TenantPolicy before, TenantPolicy after)
    implements DomainEvent {

  /** Whether this withdrew everyone's consent (mission row M6). */
  public boolean withdrawsEveryone() {
    return after.consentEpoch() > before.consentEpoch();
  }

  @Override
  public String subject() {
    return "policies/accountConnections";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("before", words(before), "after", words(after));
  }

  private static String words(TenantPolicy policy) {
    return "%s, user consent %s, ceiling %s, public information %s"
        .formatted(
            audience(policy),
            policy.usersMayConsent() ? "on" : "off",
            policy.ceiling().label(),
            policy.publicInformation() ? "on" : "off");
  }

  private static String audience(TenantPolicy policy) {
    return policy
        .selectedGroup()
        .map(it -> "selectedGroup " + it)
        .orElseGet(() -> policy.audience().label());
  }
}
