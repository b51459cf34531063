package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Availability.Available;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything in a tenant that a decision depends on, at one moment.
 *
 * @param usersMayConsent whether people may consent to apps accessing company data on their behalf,
 *     the second gate (mission row M5)
 * @param ceiling the widest direction people may choose (M13)
 * @param publicInformation whether cards show public information without the viewer's consent (M45)
 * @param consentEpoch moves when everyone's consent is withdrawn; a connection of an older epoch is
 *     dead (M6)
 * @param version moves with every change; the API's ETag
 * @param chosen whether somebody saved it; a default still follows the rollout (M4)
 * @param changed when it came to be so, and by whom
 */
public record TenantPolicy(
    Availability availability,
    Audience audience,
    boolean usersMayConsent,
    Direction ceiling,
    boolean publicInformation,
    long consentEpoch,
    long version,
    boolean chosen,
    Changed changed) {

  /** Who made it what it is, and when. */
  public record Changed(Instant at, Actor by) {}

  public Optional<GroupId> selectedGroup() {
    return audience instanceof Audience.MembersOf(var group)
        ? Optional.of(group)
        : Optional.empty();
  }

  /**
   * The version after this one. Where the door was open and is now closed for everybody,
   * everybody's consent is withdrawn: opening it again revives nothing (mission row M6).
   */
  TenantPolicy next(
      Availability availability,
      Audience audience,
      boolean usersMayConsent,
      Direction ceiling,
      boolean publicInformation,
      boolean chosen,
      Changed changed) {
    var withdraws = isOpen(this.availability, this.audience) && !isOpen(availability, audience);
    return new TenantPolicy(
        availability,
        audience,
        usersMayConsent,
        ceiling,
        publicInformation,
        consentEpoch + (withdraws ? 1 : 0),
        version + 1,
        chosen,
        changed);
  }

  private static boolean isOpen(Availability availability, Audience audience) {
    return availability instanceof Available && !(audience instanceof Audience.Nobody);
  }
}
