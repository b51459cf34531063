package dev.entente.server.tenant;

import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Availability.Reason;
import dev.entente.server.tenant.Availability.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What cloud, country and rollout mean for the setting, read from {@code regions.yaml}: regions are
 * data, not code (mission row M3).
 *
 * @param offByDefault countries, ISO 3166-1 alpha-2
 * @param notAvailable clouds, by label
 */
record Regions(Set<String> offByDefault, Set<String> notAvailable) {

  static Regions load() {
    try (var file = Regions.class.getResourceAsStream("/regions.yaml")) {
      return new YAMLMapper().readValue(file, Regions.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cloud is asked first: what can never be had is not merely late. */
  Availability availability(Cloud cloud, String country, Rollout rollout) {
    if (notAvailable.contains(cloud.label())) {
      return new Unavailable(Reason.NOT_IN_THIS_CLOUD);
    }
    return switch (rollout) {
      case NOT_YET -> new Unavailable(Reason.NOT_ROLLED_OUT_YET);
      case REACHED -> new Available(!offByDefault.contains(country));
    };
  }
}
