package dev.entente.server.connection.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.connection.Connection;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.EndReason;
import dev.entente.server.connection.Outcome;
import dev.entente.server.connection.PlayedNetwork;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/**
 * The account page and the API of connections, through every filter, before anything is sent to
 * LinkedIn.
 */
@EntenteTest
@Import(PlayedNetwork.class)
class AccountPageTests {

  private static final String PAGE = "/account/connections";
  private static final String API = "/v1.0/me/connections";

  private static final RequestPostProcessor BEN = Callers.person(Cast.NORTHLIGHT, Cast.BEN);
  private static final RequestPostProcessor HUGO = Callers.person(Cast.HARBOUR, Cast.HUGO);
  private static final RequestPostProcessor GUS =
      Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR);
  private static final RequestPostProcessor CSRF = SecurityMockMvcRequestPostProcessors.csrf();

  private static final RequestPostProcessor CHLOE = Callers.person(Cast.NORTHLIGHT, Cast.CHLOE);

  @Autowired private WebApplicationContext context;
  @Autowired private Connections connections;
  @Autowired private MessageSource messages;
  @Autowired private Policies policies;

  @BeforeEach
  void nobodyIsConnected() {
    setCeiling(Direction.BOTH);
    connections
        .liveOf(Cast.NORTHLIGHT, Cast.BEN)
        .forEach(it -> connections.disconnect(Cast.NORTHLIGHT, Cast.BEN, it.id()));
  }

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

  @Test
  @Tag("M71")
  void aConnectionThatTheApiBeganShowsWhatItMeansBeforeItGoesOn() {
    var page = begunByTheApi();
    var session = new MockHttpSession();

    var shown = server().get().uri(page).with(BEN).session(session).exchange();

    assertThat(shown)
        .hasStatusOk()
        .bodyText()
        .contains("https://northlight.example/privacy", "United States")
        .contains("Only LinkedIn to work", "Who you are", "Not offered by the LinkedIn app")
        .doesNotContain("Never title, agenda or content");
    var departure =
        server()
            .post()
            .uri(page)
            .with(BEN)
            .with(CSRF)
            .session(session)
            .param("notice", notice(shown));
    assertThat(finished(departure.exchange(), session)).contains("/results/connected");
    assertThat(connectionOf(Cast.BEN).direction()).isEqualTo(Direction.INBOUND);
  }

  @Test
  @Tag("M71")
  void whoseTextHasChangedMeanwhileReadsItAnew() {
    var page = begunByTheApi();

    assertThat(server().post().uri(page).with(BEN).with(CSRF).param("notice", "of an older text"))
        .hasStatus(303)
        .redirectedUrl()
        .isEqualTo(page + "?changed");
    assertThat(
            server()
                .post()
                .uri(PAGE)
                .with(BEN)
                .with(CSRF)
                .param("network", "linkedin")
                .param("direction", "both")
                .param("returnTo", "/host"))
        .hasStatus(303)
        .redirectedUrl()
        .isEqualTo(PAGE + "?changed&returnTo=%2Fhost");
    assertThat(server().get().uri(page + "?changed").with(BEN))
        .bodyText()
        .contains("Please read it again");
  }

  @Test
  void nobodySeesOrContinuesWhatSomebodyElseBegan() {
    var page = begunByTheApi();

    assertThat(server().get().uri(page).with(CHLOE)).hasStatus(404);
    assertThat(server().post().uri(page).with(CHLOE).with(CSRF)).hasStatus(404);
  }

  @Test
  @Tag("M22")
  void theDisconnectFormEndsTheConnectionAndSaysSo() {
    connect("both");
    var form = PAGE + "/" + connectionOf(Cast.BEN).id() + "/disconnect";

    assertThat(server().post().uri(form).with(BEN)).as("without CSRF token").hasStatus(403);
    assertThat(connections.liveOf(Cast.NORTHLIGHT, Cast.BEN)).isNotEmpty();

    assertThat(server().post().uri(form).with(BEN).with(CSRF))
        .hasStatus(303)
        .redirectedUrl()
        .isEqualTo(PAGE + "?disconnected");
    assertThat(connections.liveOf(Cast.NORTHLIGHT, Cast.BEN)).isEmpty();
    assertThat(server().get().uri(PAGE + "?disconnected").with(BEN))
        .bodyText()
        .contains("Nothing is read over this connection any more", "data-state=\"none\"")
        .contains("You disconnected the last connection.");
  }

  @Test
  @Tag("M22")
  void thePageSaysSinceWhenInWordsAndForMachines() {
    connect("inbound");

    assertThat(server().get().uri(PAGE).with(BEN).header("Accept-Language", "en"))
        .bodyText()
        .contains("data-state=\"connected-inbound\"")
        .containsPattern(
            "<time datetime=\"20[0-9T:.-]+Z\">[A-Z][a-z]+ [0-9]{1,2}, 20[0-9]{2}</time>");
  }

  @Test
  @Tag("M13")
  void aPersonGoesOneWayOnlyOnThePageWithoutLinkedIn() {
    connect("both");
    var form = PAGE + "/" + connectionOf(Cast.BEN).id() + "/narrow";

    assertThat(server().get().uri(PAGE).with(BEN)).bodyText().contains(form);
    assertThat(server().post().uri(form).with(BEN).with(CSRF))
        .hasStatus(303)
        .redirectedUrl()
        .isEqualTo(PAGE + "?narrowed");
    assertThat(server().get().uri(PAGE + "?narrowed").with(BEN))
        .bodyText()
        .contains("data-state=\"connected-inbound\"")
        .doesNotContain("id=\"narrow\"");
  }

  @Test
  @Tag("M13")
  void theApiNarrowsAConnectionAndNeverWidensIt() {
    connect("both");
    var mine = API + "/" + connectionOf(Cast.BEN).id();

    assertThat(patch(mine, "{\"direction\": \"both\"}")).hasStatus(400);
    assertThat(patch(mine, "{}")).hasStatus(400);
    assertThat(connectionOf(Cast.BEN).direction()).isEqualTo(Direction.BOTH);

    assertThat(patch(mine, "{\"direction\": \"inbound\"}"))
        .hasStatusOk()
        .bodyText()
        .contains("\"direction\":\"inbound\"", "\"state\":\"active\"");
    assertThat(patch(mine, "{\"direction\": \"inbound\"}")).hasStatusOk();

    assertThat(server().delete().uri(mine).with(BEN).with(CSRF)).hasStatus(204);
    assertThat(patch(mine, "{\"direction\": \"inbound\"}")).hasStatus(409);
    assertThat(patch(API + "/" + UUID.randomUUID(), "{\"direction\": \"inbound\"}")).hasStatus(404);
  }

  private MvcTestResult patch(String uri, String body) {
    return server()
        .patch()
        .uri(uri)
        .with(BEN)
        .with(CSRF)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  @ParameterizedTest
  @EnumSource(EndReason.class)
  @Tag("M26")
  void everyEndIsExplainedOnThePage(EndReason reason) {
    assertThat(messages.getMessage("connections.ended." + reason, new Object[0], Locale.ENGLISH))
        .isNotBlank();
  }

  @Test
  @Tag("M13")
  void underTheCeilingOnlyOneOptionCanBeChosenAndWhyIsSaid() {
    setCeiling(Direction.INBOUND);

    assertThat(server().get().uri(PAGE).with(BEN))
        .bodyText()
        .containsPattern("<input[^>]*id=\"option-both\"[^>]*disabled")
        .contains("Your organisation allows LinkedIn to work only.");
  }

  private String begunByTheApi() {
    var begun =
        server()
            .post()
            .uri(API)
            .with(BEN)
            .with(CSRF)
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"network\": \"linkedin\", \"direction\": \"inbound\"}")
            .exchange();
    return PAGE + "/pending/" + found(begun, "\"id\":\"([^\"]+)\"");
  }

  private void connect(String option) {
    var session = new MockHttpSession();
    var form = server().get().uri(PAGE).with(BEN).session(session).exchange();
    var departure =
        server()
            .post()
            .uri(PAGE)
            .with(BEN)
            .with(CSRF)
            .session(session)
            .param("network", "linkedin")
            .param("direction", option)
            .param("notice", notice(form))
            .exchange();
    assertThat(finished(departure, session)).contains("/results/connected");
  }

  /** Comes back from the network with its answer. */
  private String finished(MvcTestResult departure, MockHttpSession session) {
    var state = found(departure.getResponse().getRedirectedUrl(), "state=([^&]+)");
    return String.valueOf(
        server()
            .get()
            .uri(PAGE + "/callback/linkedin?code=ben&state=" + state)
            .with(BEN)
            .session(session)
            .exchange()
            .getResponse()
            .getRedirectedUrl());
  }

  private static String notice(MvcTestResult page) {
    return found(page, "name=\"notice\" value=\"([^\"]+)\"");
  }

  private static String found(MvcTestResult answer, String pattern) {
    try {
      return found(answer.getResponse().getContentAsString(), pattern);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String found(@Nullable String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(String.valueOf(text));
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private Connection connectionOf(UserId person) {
    return connections.liveOf(Cast.NORTHLIGHT, person).getFirst();
  }

  private void setCeiling(Direction ceiling) {
    policies.change(
        Cast.NORTHLIGHT,
        new PolicyChange(
            Optional.of(new Audience.Everyone()),
            Optional.of(true),
            Optional.of(ceiling),
            Optional.empty()),
        policies.of(Cast.NORTHLIGHT).version(),
        new Actor.Person(Cast.ADA));
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
        .contains("Chloé Marchand", "Not connected")
        .contains("/admin/group-policy/computer?person=", "What Office shows Chloé Marchand");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyOutcomeHasAPageThatSaysWhatHappenedAndWhatToDo(Outcome outcome) {
    assertThat(server().get().uri("/account/connections/results/" + outcome.label()).with(BEN))
        .hasStatusOk()
        .bodyText()
        .contains("data-outcome=\"" + outcome.label() + "\"")
        .doesNotContain("??"); // Thymeleaf's mark of a text that is missing
  }

  @ParameterizedTest
  @CsvSource({
    "?code=stolen&state=guessed, unknownState",
    "?code=stolen&state=one&state=two, unknownState",
    "'', answerLost",
  })
  void anAnswerToNothingConnectsNobody(String answer, String outcome) {
    assertThat(server().get().uri(PAGE + "/callback/linkedin" + answer).with(BEN))
        .hasStatus(303)
        .redirectedUrl()
        .isEqualTo("/account/connections/results/" + outcome + "?returnTo=");
  }

  @Test
  void anAnswerAfterTheSessionHasEndedLeavesItsCodeInNoFurtherAddress() {
    assertThat(server().get().uri(PAGE + "/callback/linkedin?code=secret&state=secret"))
        .hasStatus(302)
        .redirectedUrl()
        .isEqualTo("/?returnTo=%2Faccount%2Fconnections%2Fcallback%2Flinkedin");
  }

  @Test
  void aPageIsFoundAgainAfterTheSessionHasEndedWhateverItsParametersAreCalled() {
    assertThat(server().get().uri("/admin/users/settings/selected?state=MEMBER&number=2"))
        .hasStatus(302)
        .redirectedUrl()
        .isEqualTo(
            "/?returnTo=%2Fadmin%2Fusers%2Fsettings%2Fselected%3Fstate%3DMEMBER%26number%3D2");
  }

  private MockMvcTester server() {
    return Callers.server(context);
  }
}
