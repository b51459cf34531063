package dev.entente.server.connection.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.connection.Outcome;
import dev.entente.server.web.Role;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/**
 * The account page and the API of connections, through every filter, before anything is sent to
 * LinkedIn.
 */
@EntenteTest
@TestPropertySource(
    properties = {"entente.linkedin.client-id=test", "entente.linkedin.client-secret=test"})
class AccountPageTests {

  private static final String PAGE = "/account/connections";
  private static final String API = "/v1.0/me/connections";

  private static final RequestPostProcessor BEN = Callers.person(Cast.NORTHLIGHT, Cast.BEN);
  private static final RequestPostProcessor HUGO = Callers.person(Cast.HARBOUR, Cast.HUGO);
  private static final RequestPostProcessor GUS =
      Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR);
  private static final RequestPostProcessor CSRF = SecurityMockMvcRequestPostProcessors.csrf();

  @Autowired private WebApplicationContext context;

  @Test
  @Tag("M71")
  void whereConsentIsAskedBothPrivacyStatementsAndTheTransferAreNamed() {
    assertThat(server().get().uri(PAGE).with(BEN))
        .hasStatusOk()
        .bodyText()
        .contains("https://northlight.example/privacy")
        .contains("LinkedIn’s privacy statement")
        .contains("United States")
        .contains("take this back at any time");
  }

  @Test
  @Tag("M21")
  void neitherOptionIsChosenBeforehand() {
    assertThat(server().get().uri(PAGE).with(BEN))
        .bodyText()
        .contains("id=\"option-both\"", "id=\"option-inbound\"")
        .doesNotContain("checked");
  }

  @Test
  @Tag("M23")
  void everyCategoryIsExplainedAndWhatTheAppCannotObtainIsSaidSo() {
    assertThat(server().get().uri(PAGE).with(BEN))
        .bodyText()
        .contains("Who you are", "People and topics you follow", "Your LinkedIn network")
        .contains("Never title, agenda or content")
        .contains("Not offered by the LinkedIn app that is set up here.");
  }

  @Test
  void whoMayNotConnectReadsWhyAndWhoCanChangeIt() {
    assertThat(server().get().uri(PAGE).with(HUGO))
        .hasStatusOk()
        .bodyText()
        .contains("Your organisation does not allow connecting with LinkedIn.")
        .contains("A Global Administrator or an Account Connections Administrator")
        .doesNotContain("id=\"connect\"");
  }

  @Test
  @Tag("M20")
  void theApiBeginsAndTheBrowserGoesOnAtLinkedIn() {
    var begun =
        server()
            .post()
            .uri(API)
            .with(BEN)
            .with(CSRF)
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"network\": \"linkedin\", \"direction\": \"inbound\"}")
            .exchange();

    assertThat(begun).hasStatus(201).bodyJson().hasPath("$.authorizationUrl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"network\": \"linkedin\"}",
        "{\"network\": \"linkedin\", \"direction\": \"outbound\"}",
        "{\"network\": \"facebook\", \"direction\": \"both\"}",
        "{\"direction\": \"both\"}",
        "{\"network\": \"linkedin\", \"direction\": \"both\", \"extra\": 1}",
        "[]",
        "{"
      })
  void badInputIsNamedAndBeginsNothing(String body) {
    assertThat(
            server()
                .post()
                .uri(API)
                .with(BEN)
                .with(CSRF)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body))
        .hasStatus(400)
        .bodyJson()
        .hasPath("$.error.code");
  }

  @Test
  void whoMayNotConnectIsRefusedByTheApiWithTheReason() {
    assertThat(
            server()
                .post()
                .uri(API)
                .with(HUGO)
                .with(CSRF)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"network\": \"linkedin\", \"direction\": \"inbound\"}"))
        .hasStatus(403)
        .bodyText()
        .contains("SETTING_IS_NO");
  }

  @Test
  void anUnknownConnectionCannotBeEnded() {
    assertThat(server().delete().uri(API + "/" + UUID.randomUUID()).with(BEN).with(CSRF))
        .hasStatus(404);
  }

  @Test
  void onlyReadersSeeOthersConnections() {
    var others = "/v1.0/users/" + Cast.CHLOE + "/connections";

    assertThat(server().get().uri(others).with(BEN)).hasStatus(403);
    assertThat(server().get().uri(others).with(GUS)).hasStatusOk();
    assertThat(server().get().uri("/v1.0/users/" + Cast.HANA + "/connections").with(GUS))
        .hasStatus(404);
    assertThat(server().get().uri("/admin/users").with(BEN)).hasStatus(403);
    assertThat(server().get().uri("/admin/users").with(GUS))
        .hasStatusOk()
        .bodyText()
        .contains("Chloé Marchand", "Not connected");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyOutcomeHasAPageThatSaysWhatHappenedAndWhatToDo(Outcome outcome) {
    assertThat(server().get().uri("/account/connections/results/" + outcome.label()).with(BEN))
        .hasStatusOk()
        .bodyText()
        .contains("data-outcome=\"" + outcome.label() + "\"");
  }

  @Test
  void aStateThatNobodyBeganConnectsNobody() {
    assertThat(server().get().uri(PAGE + "/callback/linkedin?code=stolen&state=guessed").with(BEN))
        .hasStatus(303)
        .redirectedUrl()
        .isEqualTo("/account/connections/results/unknownState?returnTo=");
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }
}
