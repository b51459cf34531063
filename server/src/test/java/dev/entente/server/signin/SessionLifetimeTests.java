package dev.entente.server.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.Role;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** How long a browser stays signed in. */
@EntenteTest
class SessionLifetimeTests {

  @Autowired private WebApplicationContext context;
  @Autowired private ServletContext servlets;
  @Autowired private Clock clock;

  @Test
  void anIdleSessionEndsAfterHalfAnHour() {
    assertThat(servlets.getSessionTimeout()).isEqualTo(30);
  }

  @Test
  void aBusySessionLastsTwelveHours() {
    var session = sessionOf(Duration.ofHours(12).minusMinutes(1));

    assertThat(accountPage(session)).hasStatusOk();
  }

  @Test
  void andNoLonger() {
    var session = sessionOf(Duration.ofHours(12).plusMinutes(1));

    assertThat(accountPage(session))
        .hasStatus(302)
        .hasHeader("Location", "/?returnTo=%2Faccount%2Fconnections");
    assertThat(session.isInvalid()).isTrue();
  }

  @Test
  void aRoleLastsAnHour() {
    assertThat(accountPage(sessionOf(Duration.ofMinutes(59), Role.AUDITOR))).hasStatusOk();
    assertThat(accountPage(sessionOf(Duration.ofMinutes(61), Role.AUDITOR))).hasStatus(302);
  }

  private MvcTestResult accountPage(MockHttpSession session) {
    return Callers.server(context).get().uri("/account/connections").session(session).exchange();
  }

  /** Ben's, begun so long ago. */
  private MockHttpSession sessionOf(Duration age, Role... roles) {
    var begun = clock.instant().minus(age).toEpochMilli();
    var session =
        new MockHttpSession() {
          @Override
          public long getCreationTime() {
            return begun;
          }
        };
    var ben = SignedIn.person(Cast.NORTHLIGHT, Cast.BEN, "Ben Okafor", Set.of(roles));
    session.setAttribute(
        SPRING_SECURITY_CONTEXT_KEY, new SecurityContextImpl(new SignedInAuthentication(ben)));
    return session;
  }
}
