package dev.entente.server.policy;

import dev.entente.server.kernel.GroupId;
import java.util.Optional;

/** What an administrator wants to be otherwise; what is absent stays as it is. */
public record PolicyChange(
    Optional<Audience> audience,
    Optional<Boolean> usersMayConsent,
    Optional<Direction> ceiling,
    Optional<Boolean> publicInformation) {

  /** Only the audience. */
  public static PolicyChange to(Audience audience) {
    return new PolicyChange(
        Optional.of(audience), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The group that the change would select. */
  Optional<GroupId> newGroup() {
    return audience
        .filter(Audience.MembersOf.class::isInstance)
        .map(Audience.MembersOf.class::cast)
        .map(Audience.MembersOf::group);
  }
}
