package dev.entente.server.signin;

import static dev.entente.server.Cast.BEN;
import static dev.entente.server.Cast.NORTHLIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What a session promises where browsers come by https. */
@TestPropertySource(properties = "entente.public-url=https://entente.example")
class SecureSessionTests extends SignInJourney {

  /** RFC 6265bis §4.1.3.2: such a name counts with Secure, Path=/ and without Domain only. */
  @Test
  void theCookieIsBoundToTheHostAndToHttps() {
    var cookie =
        browser().get("/signin/" + NORTHLIGHT).headers().firstValue("Set-Cookie").orElse("");

    assertThat(cookie)
        .startsWith("__Host-entente-signin-")
        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContainIgnoringCase("Domain");
  }

  @Test
  void theSessionsCookieTooAndItEndsWithTheBrowser() {
    var away = browser().get("/signin/" + NORTHLIGHT);
    var pending = away.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    var request = Browser.query(Browser.location(away));
    var idToken = FakeProvider.signed(honest(NORTHLIGHT, BEN, request).build(), "JWT");

    var back =
        browser()
            .get(
                "/signin/callback/%s?%s"
                    .formatted(NORTHLIGHT, answer(request, idToken) + iss(NORTHLIGHT)),
                "Cookie",
                pending);

    assertThat(Browser.cookie(back, "__Host-entente"))
        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContainIgnoringCase("Max-Age", "Expires");
  }

  @Test
  void browsersAreToldToComeByHttpsOnly() {
    assertThat(browser().get("/").headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000; includeSubDomains");
  }

  @Test
  void theProviderSendsPeopleBackToThePublicAddressWhateverAHeaderSays() {
    var away = browser().get("/signin/" + NORTHLIGHT, "X-Forwarded-Host", "evil.example");

    assertThat(Browser.query(Browser.location(away)).getOrDefault("redirect_uri", ""))
        .contains("entente.example")
        .doesNotContain("evil");
  }
}
