package dev.entente.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Availability.Reason;
import dev.entente.server.tenant.Availability.Unavailable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented defaults, against the data that ships. */
@Tag("M3")
class RegionsTests {

  private final Regions regions = Regions.load();

  @ParameterizedTest
  @ValueSource(strings = {"NL", "IE", "US", "CA", "CH", "AT"})
  void isOnByDefaultInMostCountries(String country) {
    assertThat(regions.availability(Cloud.GLOBAL, country, Rollout.REACHED))
        .isEqualTo(new Available(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE", "FR"})
  void isOffByDefaultInGermanyAndFrance(String country) {
    assertThat(regions.availability(Cloud.GLOBAL, country, Rollout.REACHED))
        .isEqualTo(new Available(false));
  }

  @ParameterizedTest
  @EnumSource(value = Cloud.class, mode = EnumSource.Mode.EXCLUDE, names = "GLOBAL")
  void isNotAvailableInTheOtherClouds(Cloud cloud) {
    assertThat(regions.availability(cloud, "US", Rollout.REACHED))
        .isEqualTo(new Unavailable(Reason.NOT_IN_THIS_CLOUD));
  }

  @Test
  @Tag("M4")
  void isNotAvailableBeforeTheRolloutReachesTheTenant() {
    assertThat(regions.availability(Cloud.GLOBAL, "NL", Rollout.NOT_YET))
        .isEqualTo(new Unavailable(Reason.NOT_ROLLED_OUT_YET));
  }

  @Test
  void namesTheCloudRatherThanTheRolloutWhereBothStandInTheWay() {
    assertThat(regions.availability(Cloud.US_GOVERNMENT, "US", Rollout.NOT_YET))
        .isEqualTo(new Unavailable(Reason.NOT_IN_THIS_CLOUD));
  }
}
