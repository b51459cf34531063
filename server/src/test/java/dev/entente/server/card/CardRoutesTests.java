package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import dev.entente.server.Cast;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The card over HTTP, through every filter of the server. */
@CardTest
class CardRoutesTests {

  private static final String CARD = "/v1.0/users/" + Cast.CHLOE + "/card";

  @Autowired private MockMvcTester mvc;
  @Autowired private FakeNetwork network;
  @Autowired private Policies policies;
  @Autowired private People people;
  @Autowired private CardTest.FakeTicker ticker;

  @BeforeEach
  void chloeIsAMember() {
    network.reset();
    network.hasMember("Chloé Marchand", "chloe@northlight.example");
    ticker.pass(Duration.ofDays(1));
  }

  @AfterEach
  void backToTheDefault() {
    setting(new Audience.Everyone());
    people.disconnect(Cast.NORTHLIGHT, Cast.BEN);
  }

  @Test
  @Tag("M40")
  @Tag("M41")
  void givesTheCardInGraphsStyle() {
    var card = get(CARD);

    assertThat(card).hasStatusOk();
    assertThat(card).bodyJson().extractingPath("$.id").isEqualTo(Cast.CHLOE.toString());
    assertThat(card).bodyJson().extractingPath("$['@odata.context']").asString().contains("/card");
    assertThat(card).bodyJson().extractingPath("$.work.displayName").isEqualTo("Chloé Marchand");
    assertThat(card)
        .bodyJson()
        .extractingPath("$.work.manager.displayName")
        .isEqualTo("Ada Visser");
    assertThat(card).bodyJson().extractingPath("$.linkedIn.state").isEqualTo("invitation");
    assertThat(card)
        .bodyJson()
        .extractingPath("$.linkedIn.connectUrl")
        .isEqualTo("/account/connections");
    assertThat(card).bodyJson().extractingPath("$.linkedIn.member.company").isEqualTo("Northlight");
    assertThat(card)
        .bodyJson()
        .extractingPath("$.linkedIn.member.page.host")
        .isEqualTo("www.network.example");
    assertThat(card).bodyJson().extractingPath("$.linkedIn.provenance").isEqualTo("From LinkedIn");
  }

  @Test
  @Tag("M41")
  void givesFullInformationToWhoHasConnected() {
    people.connect(Cast.NORTHLIGHT, Cast.BEN, "Ben");

    var card = get(CARD);

    assertThat(card).bodyJson().extractingPath("$.linkedIn.state").isEqualTo("full");
    assertThat(card).bodyJson().extractingPath("$.linkedIn.connected").isEqualTo(true);
    assertThat(card).bodyJson().doesNotHavePath("$.linkedIn.inCommon.empty");
    assertThat(card).bodyJson().extractingPath("$.linkedIn.inCommon.skills[0]").isEqualTo("chess");
  }

  @Test
  @Tag("M44")
  void leavesTheLinkedInPartOutWhereTheSettingIsNo() {
    setting(new Audience.Nobody());

    assertThat(get(CARD)).bodyJson().doesNotHavePath("$.linkedIn");
    assertThat(get(CARD + "?opened=false")).bodyJson().doesNotHavePath("$.linkedIn");
    assertThat(network.calls()).isEmpty();
  }

  @Test
  void leavesTheLinkedInPartUnopenedOnRequest() {
    assertThat(get(CARD + "?opened=false"))
        .bodyJson()
        .extractingPath("$.linkedIn.state")
        .isEqualTo("unopened");
    assertThat(network.calls()).isEmpty();
  }

  @Test
  void givesThePictureOfWhoMatches() {
    var picture = get(CARD + "/picture");

    assertThat(picture).hasStatusOk().hasContentType("image/png");
    assertThat(picture).bodyText().startsWith("picture of Chlo");
    assertThat(get("/v1.0/users/" + Cast.EMIL + "/card/picture")).hasStatus(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?opened=false", "/picture"})
  @Tag("M25")
  void mayBeKeptByNobody(String rest) {
    assertThat(get(CARD + rest))
        .hasStatusOk()
        .headers()
        .hasValue(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Test
  @Tag("M25")
  void theFragmentMayBeKeptByNobodyEither() {
    assertThat(get("/card/users/" + Cast.CHLOE))
        .hasStatusOk()
        .headers()
        .hasValue(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/users/%s/card",
        "/v1.0/users/%s/card/picture",
        "/v1.0/users/%s/photo/$value",
        "/card/users/%s",
        "/host/people/%s"
      })
  void knowsNobodyOfAnotherTenant(String path) {
    assertThat(get(path.formatted(Cast.HANA))).hasStatus(404);
    assertThat(get(Cast.HARBOUR, Cast.HANA, path.formatted(Cast.CHLOE))).hasStatus(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/users/1-1-1-1-1/card", "/v1.0/users/chloe/card/picture"})
  void refusesWhatIsNoId(String path) {
    assertThat(get(path)).hasStatus(400);
  }

  @Test
  void refusesAWordWhereYesOrNoIsAsked() {
    assertThat(get(CARD + "?opened=perhaps")).hasStatus(400);
  }

  @Test
  void asksWhoIsAsking() {
    assertThat(mvc.get().uri(CARD).exchange()).hasStatus(401);
    assertThat(mvc.get().uri("/host").exchange()).hasStatus3xxRedirection();
  }

  @Test
  @Tag("M43")
  void theHostPageNamesEveryoneAndEmbedsTheComponent() {
    assertThat(get("/host"))
        .hasStatusOk()
        .bodyText()
        .contains("id=\"person-chloe\"", "id=\"person-emil\"", "/host/people/" + Cast.CHLOE)
        .contains("<entente-person-card", "src=\"/card/entente-person-card.js\"")
        .contains("Agenda for Thursday");
  }

  @Test
  @Tag("M20")
  void theCardWorksWithoutJavaScript() {
    var closed = get("/host/people/" + Cast.CHLOE);
    assertThat(closed)
        .bodyText()
        .contains("Regional Sales Lead", "href=\"?opened=true\"")
        .doesNotContain("Connect your LinkedIn account");
    assertThat(network.calls()).isEmpty();

    assertThat(get("/host/people/" + Cast.CHLOE + "?opened=true"))
        .bodyText()
        .contains("data-state=\"invitation\"", "Connect your LinkedIn account")
        .contains("/account/connections?returnTo=/host/people/" + Cast.CHLOE);
  }

  @Test
  @Tag("M43")
  void theComponentIsThereForEveryone() {
    assertThat(mvc.get().uri("/card/entente-person-card.js").exchange())
        .hasStatusOk()
        .bodyText()
        .contains("customElements.define('entente-person-card'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/card", "/card/picture", "/photo/$value"})
  @Tag("M43")
  void otherSitesMayAskOnlyWhenTheyAreNamed(String rest) {
    var path = "/v1.0/users/" + Cast.CHLOE + rest;

    var named = preflight(path, "https://intranet.example");
    assertThat(named)
        .hasStatusOk()
        .headers()
        .hasValue(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://intranet.example")
        .doesNotContainHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS);
    assertThat(preflight(path, "https://evil.example"))
        .hasStatus(403)
        .headers()
        .doesNotContainHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
  }

  @Test
  void describesWhatACallerGivesAndNothingOfWhoAsks() {
    assertThat(get("/openapi.json"))
        .bodyJson()
        .extractingPath("$.paths['/v1.0/users/{id}/card'].get.parameters[*].name")
        .asArray()
        .containsExactlyInAnyOrder("id", "opened");
  }

  private MvcTestResult preflight(String path, String origin) {
    return mvc.options()
        .uri(path)
        .header(HttpHeaders.ORIGIN, origin)
        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization")
        .exchange();
  }

  private MvcTestResult get(String path) {
    return get(Cast.NORTHLIGHT, Cast.BEN, path);
  }

  private MvcTestResult get(TenantId tenant, UserId viewer, String path) {
    var signedIn = SignedIn.person(tenant, viewer, "Someone", Set.of());
    return mvc.get()
        .uri(URI.create(path))
        .with(authentication(new SignedInAuthentication(signedIn)))
        .exchange();
  }

  private void setting(Audience audience) {
    policies.change(
        Cast.NORTHLIGHT,
        PolicyChange.to(audience),
        policies.of(Cast.NORTHLIGHT).version(),
        new Actor.Person(Cast.ADA));
  }
}
