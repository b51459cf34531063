package dev.entente.server.network.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.network.Category;
import dev.entente.server.network.Network;
import dev.entente.server.network.Networks;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

@Tag("M77")
class LinkedInSettingsTests {

  private final ApplicationContextRunner server =
      new ApplicationContextRunner()
          .withBean(Clock.class, Clock::systemUTC)
          .withUserConfiguration(Settings.class, LinkedInConfiguration.class, Networks.class);

  private final ApplicationContextRunner withApp =
      server.withPropertyValues(
          "entente.linkedin.client-id=client-1", "entente.linkedin.client-secret=canary-secret");

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(LinkedInSettings.class)
  static class Settings {}

  @Test
  void hasNoNetworkWithoutAnApp() {
    server.run(context -> assertThat(context.getBean(Networks.class).all()).isEmpty());
  }

  @Test
  void takesABlankClientIdForNone() {
    server
        .withPropertyValues("entente.linkedin.client-id=", "entente.linkedin.client-secret=")
        .run(context -> assertThat(context.getBean(Networks.class).all()).isEmpty());
  }

  @Test
  void isTheRealLinkedInByDefault() {
    withApp.run(
        context -> {
          var settings = context.getBean(LinkedInSettings.class);
          assertThat(settings.issuers())
              .containsExactlyInAnyOrder(
                  "https://www.linkedin.com/oauth", "https://www.linkedin.com");
          assertThat(settings.web("/oauth/v2/accessToken"))
              .isEqualTo(URI.create("https://www.linkedin.com/oauth/v2/accessToken"));
          assertThat(settings.api("/v2/userinfo"))
              .isEqualTo(URI.create("https://api.linkedin.com/v2/userinfo"));
          assertThat(settings.products()).containsExactly(Product.OPENID);
          assertThat(settings.pkce()).isFalse();
          assertThat(settings.nonce()).isFalse();
          assertThat(context.getBean(Networks.class).all())
              .extracting(Network::name)
              .containsExactly("linkedin");
        });
  }

  @Test
  void leavesMostOfATenantsShareToOthersWhateverOneLookUpAsks() {
    withApp.run(
        context ->
            assertThat(Category.values())
                .allSatisfy(
                    category ->
                        assertThat(Domain.of(category))
                            .hasSizeLessThan(
                                context.getBean(LinkedInSettings.class).limits().callsPerTenant()
                                    / 8)));
  }

  @Test
  void isTheSandboxByOtherUrlsAndProducts() {
    withApp
        .withPropertyValues(
            "entente.linkedin.web-base=http://localhost:9090/",
            "entente.linkedin.api-base=http://localhost:9090",
            "entente.linkedin.products=openid,memberDataPortability,people-lookup")
        .run(
            context -> {
              var settings = context.getBean(LinkedInSettings.class);
              assertThat(settings.web("/oauth/openid/jwks"))
                  .isEqualTo(URI.create("http://localhost:9090/oauth/openid/jwks"));
              assertThat(settings.issuers()).contains("http://localhost:9090/oauth");
              assertThat(settings.products()).containsExactlyInAnyOrder(Product.values());
              assertThat(context.getBean(Networks.class).named("linkedin").categories()).hasSize(4);
            });
  }

  @Test
  void pointsAtTheSandboxInTheDemo() {
    server
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withPropertyValues("spring.config.location=file:../demo/demo.yaml")
        .run(
            context -> {
              assertThat(context.getBean(LinkedInSettings.class).api("/v2/userinfo"))
                  .isEqualTo(URI.create("http://localhost:9090/v2/userinfo"));
              assertThat(context.getBean(Networks.class).named("linkedin").visibilityPage())
                  .isEqualTo(URI.create("http://localhost:9090/psettings/visibility-in-work-apps"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web-base=http://www.linkedin.com",
        "web-base=ftp://localhost",
        "web-base=/relative",
        "api-base=https://user@api.linkedin.com",
        "api-base=https://api.linkedin.com?x=1",
        "picture-origins=http://media.licdn.com",
        "products=memberDataPortability",
        "products=openid,everything",
        "client-secret=",
        "limits.call-timeout=0s",
        "limits.tenant-wait=-1s",
        "limits.body-size=0B",
        "limits.own-data-pages=0",
        "limits.calls-per-tenant=0"
      })
  void refusesToStartWithSettingsThatCannotBeRight(String property) {
    withApp
        .withPropertyValues("entente.linkedin." + property)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .isNotNull()
                    .hasStackTraceContaining("entente.linkedin")
                    .extracting(Throwable::toString)
                    .asString()
                    .doesNotContain("canary-secret"));
  }

  @Test
  void printsNoSecret() {
    withApp.run(
        context ->
            assertThat(context.getBean(LinkedInSettings.class).toString())
                .doesNotContain("canary-secret"));
  }
}
