package dev.entente.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Where a program learns where to sign in, without being signed in. */
@EntenteTest
@Tag("M14")
class WebFingerTests {

  @Autowired private WebApplicationContext context;

  @Test
  void namesTheProviderOfTheMailDomain() {
    assertThat(find("acct:Whoever@NORTHLIGHT.example"))
        .hasStatusOk()
        .hasContentType("application/jrd+json")
        .bodyJson()
        .extractingPath("$.links[0].href")
        .asString()
        .endsWith("/work/northlight");
  }

  @ParameterizedTest
  @CsvSource({
    "acct:you@nowhere.example, 404",
    "acct:you, 400",
    "https://northlight.example/ada, 400",
    "'', 400"
  })
  void refusesWhatItDoesNotKnow(String resource, int status) {
    assertThat(find(resource)).hasStatus(status);
  }

  private MvcTestResult find(String resource) {
    return Callers.server(context)
        .get()
        .uri("/.well-known/webfinger")
        .param("resource", resource)
        .exchange();
  }
}
