package dev.entente.server;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.Role;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/**
 * Requests through every filter, by someone who has signed in, without a provider to sign in at.
 */
public final class Callers {

  private Callers() {}

  public static MockMvcTester server(WebApplicationContext context) {
    return MockMvcTester.from(
        context, it -> it.apply(SecurityMockMvcConfigurers.springSecurity()).build());
  }

  public static RequestPostProcessor person(TenantId tenant, UserId user, Role... roles) {
    var signedIn = SignedIn.person(tenant, user, "A caller", Set.of(roles));
    return SecurityMockMvcRequestPostProcessors.authentication(
        new SignedInAuthentication(signedIn));
  }

  public static RequestPostProcessor operator() {
    return request -> {
      request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer operator-test-token");
      return request;
    };
  }
}
