package dev.entente.server.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.HandClock;
import dev.entente.server.tenant.SignIn;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.WebSettings;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How long what a provider says of itself counts. */
class WorkProvidersTests extends SignInJourney {

  private static final String EVERYTHING = "/";

  private final HandClock clock = new HandClock();

  @Autowired private Tenants tenants;
  @Autowired private WebSettings settings;

  private WorkProviders providers;
  private Tenant tenant;

  @BeforeEach
  void nothingDiscovered() {
    providers = new WorkProviders(settings, clock);
    tenant = tenants.get(Cast.NORTHLIGHT);
  }

  @Test
  void isDiscoveredAgainAfterTenMinutes() {
    providers.of(tenant);
    clock.turn(Duration.ofMinutes(10).minusSeconds(1));
    providers.of(tenant);
    assertThat(PROVIDER.requests()).hasSize(1);

    clock.turn(Duration.ofSeconds(1));
    providers.of(tenant);

    assertThat(PROVIDER.requests()).hasSize(2);
  }

  @Test
  void stillCountsWhileTheProviderCannotBeReachedAndIsAskedOnceAMinute() {
    var before = providers.of(tenant);
    clock.turn(Duration.ofMinutes(10));

    PROVIDER.outOfOrder(
        EVERYTHING,
        () -> {
          assertThat(providers.of(tenant)).isSameAs(before);
          assertThat(providers.of(tenant)).isSameAs(before);
          assertThat(PROVIDER.requests()).hasSize(2);
        });

    clock.turn(Duration.ofMinutes(1));
    assertThat(providers.of(tenant)).isNotSameAs(before);
  }

  @Test
  void countsForADayAtMost() {
    providers.of(tenant);
    clock.turn(Duration.ofDays(1));

    PROVIDER.outOfOrder(EVERYTHING, this::assertUnreachable);
  }

  @Test
  void countsForNoOtherSignIn() {
    providers.of(tenant);
    var signIn = tenant.signIn();
    tenant =
        with(
            new SignIn(
                signIn.issuer(),
                "another-client",
                signIn.clientSecret(),
                signIn.userClaim(),
                signIn.audience()));

    PROVIDER.outOfOrder(EVERYTHING, this::assertUnreachable);
  }

  private void assertUnreachable() {
    assertThatThrownBy(() -> providers.of(tenant))
        .isInstanceOfSatisfying(
            SignInRefused.class,
            it -> assertThat(it.reason()).isEqualTo(SignInRefused.Reason.PROVIDER_UNREACHABLE));
  }

  private Tenant with(SignIn signIn) {
    return new Tenant(
        tenant.id(),
        tenant.name(),
        tenant.domains(),
        tenant.cloud(),
        tenant.country(),
        tenant.rollout(),
        tenant.preset(),
        tenant.availability(),
        tenant.privacyStatement(),
        signIn);
  }
}
