package dev.entente.server.policy;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Availability;
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
 * @param changed when it was last saved, and by whom; empty while it is a default
 */
public record TenantPolicy(
    Availability availability,
    Audience audience,
    boolean usersMayConsent,
    Direction ceiling,
    boolean publicInformation,
    long consentEpoch,
    long version,
    Optional<Changed> changed) {

  /** A choice somebody made. */
  public record Changed(Instant at, UserId by) {}

  Optional<GroupId> selectedGroup() {
    return audience instanceof Audience.MembersOf(var group)
        ? Optional.of(group)
        : Optional.empty();
  }
}
