package dev.entente.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Cast;
import dev.entente.server.web.WebSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

class PendingSignInsTests {

  private final PendingSignIns pendings =
      new PendingSignIns(
          new WebSettings(
              URI.create("https://entente.example"),
              new WebSettings.Session(
                  Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofHours(1))));

  @Test
  void holdsNoMoreThanItsCapHoweverManyAreBegun() {
    for (var i = 0; i < PendingSignIns.MOST + 1000; i++) {
      pendings.add(
          "state-" + i, begun(), new MockHttpServletRequest(), new MockHttpServletResponse());
    }

    assertThat(pendings.size()).isLessThanOrEqualTo(PendingSignIns.MOST);
  }

  @Test
  void givesEachToItsBrowserOnce() {
    var response = new MockHttpServletResponse();
    pendings.add("state", begun(), new MockHttpServletRequest(), response);
    var sameBrowser = new MockHttpServletRequest();
    sameBrowser.setCookies(response.getCookies());

    assertThat(pendings.take("state", new MockHttpServletRequest())).isEmpty();
    assertThat(pendings.take("another", sameBrowser)).isEmpty();
    assertThat(pendings.take("state", sameBrowser)).isPresent();
    assertThat(pendings.take("state", sameBrowser)).isEmpty();
  }

  private static PendingSignIn begun() {
    return new PendingSignIn(
        Cast.NORTHLIGHT.value(),
        "https://login.example",
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://login.example/authorize")
            .clientId("entente")
            .build(),
        "/",
        Instant.EPOCH);
  }
}
