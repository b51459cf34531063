package dev.entente.server.policy.web;

import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Availability.Unavailable;
import java.util.Optional;

/** Availability as the API spells it and the page explains it. */
final class AvailabilityLabel {

  private AvailabilityLabel() {}

  static String of(Availability availability) {
    return switch (availability) {
      case Available _ -> "available";
      case Unavailable(var reason) ->
          switch (reason) {
            case NOT_IN_THIS_CLOUD -> "notInThisCloud";
            case NOT_ROLLED_OUT_YET -> "notRolledOutYet";
          };
    };
  }

  /** The key of the explanation. */
  static String messageKey(Availability availability) {
    return "settings.availability." + of(availability);
  }

  /** What the region starts with; empty where there is no setting to start with. */
  static Optional<String> regionDefault(Availability availability) {
    return availability instanceof Available(var onByDefault)
        ? Optional.of(onByDefault ? "yes" : "no")
        : Optional.empty();
  }
}
