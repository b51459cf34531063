package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Availability.Unavailable;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * The setting is another: an administrator saved it, or it followed what the operator said of the
 * tenant. Published in the transaction that moved the version.
 */
public record PolicyChanged(
    TenantId tenant, Actor actor, Instant occurredAt, TenantPolicy before, TenantPolicy after)
    implements DomainEvent {

  /** Whether this withdrew everyone's consent (mission row M6). */
  public boolean withdrawsEveryone() {
    return after.consentEpoch() > before.consentEpoch();
  }

  /** Whether connections that go both ways have to be cut down (mission row M13). */
  public boolean lowersCeiling() {
    return !after.ceiling().allows(before.ceiling());
  }

  @Override
  public String subject() {
    return "policies/accountConnections";
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "before", inWords(before, GroupId::toString), "after", inWords(after, GroupId::toString));
  }

  /** The choices, with the selected group by the name that the function gives it. */
  static String inWords(TenantPolicy policy, Function<GroupId, String> groupName) {
    return "%s%s, user consent %s, ceiling %s, public information %s"
        .formatted(
            availability(policy.availability()),
            audience(policy, groupName),
            policy.usersMayConsent() ? "on" : "off",
            policy.ceiling().label(),
            policy.publicInformation() ? "on" : "off");
  }

  private static String availability(Availability availability) {
    return switch (availability) {
      case Available _ -> "";
      case Unavailable(var reason) -> "not available (%s), ".formatted(reason);
    };
  }

  private static String audience(TenantPolicy policy, Function<GroupId, String> groupName) {
    return policy
        .selectedGroup()
        .map(it -> "selectedGroup " + groupName.apply(it))
        .orElseGet(() -> policy.audience().label());
  }
}
