package dev.entente.server.policy.web;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.policy.TenantPolicy;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses on the page: everything the page shows, for a form has no "absent".
 *
 * @param version the version that the page was made from
 */
record SettingForm(
    @Nullable String setting,
    @Nullable GroupId selectedGroup,
    @Nullable Boolean usersMayConsent,
    @Nullable Boolean bothDirections,
    @Nullable Boolean publicInformation,
    long version) {

  /** As it is saved now. */
  static SettingForm of(TenantPolicy policy) {
    return new SettingForm(
        policy.audience().label(),
        policy.selectedGroup().orElse(null),
        policy.usersMayConsent(),
        policy.ceiling() == Direction.BOTH,
        policy.publicInformation(),
        policy.version());
  }

  /** The same with another group. */
  SettingForm choosing(GroupId group) {
    return new SettingForm(
        setting, group, usersMayConsent, bothDirections, publicInformation, version);
  }

  PolicyChange change() {
    return new PolicyChange(
        Optional.of(
            audience(Objects.requireNonNullElse(setting, ""), Optional.ofNullable(selectedGroup))),
        Optional.of(isTicked(usersMayConsent)),
        Optional.of(isTicked(bothDirections) ? Direction.BOTH : Direction.INBOUND),
        Optional.of(isTicked(publicInformation)));
  }

  /** Browsers send nothing for an empty box. */
  private static boolean isTicked(@Nullable Boolean box) {
    return Boolean.TRUE.equals(box);
  }

  /** As the API and the page spell it. */
  static Audience audience(String setting, Optional<GroupId> group) {
    return switch (setting) {
      case "yes" -> new Audience.Everyone();
      case "no" -> new Audience.Nobody();
      case "selected" -> new Audience.ListedPeople();
      case "selectedGroup" ->
          new Audience.MembersOf(
              group.orElseThrow(
                  () ->
                      new Problem(
                          Problem.Code.INVALID_REQUEST,
                          "selectedGroup: choose a group, found by its name or id.",
                          "selectedGroup")));
      default ->
          throw new Problem(
              Problem.Code.INVALID_REQUEST,
              "setting: must be one of yes, selectedGroup, no.",
              "setting");
    };
  }
}
