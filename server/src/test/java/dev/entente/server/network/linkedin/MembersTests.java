package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TOKEN;
import static dev.entente.server.network.linkedin.HostileLinkedIn.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.network.Answer;
import dev.entente.server.network.Answer.Ending;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.PublicProfile;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M26")
class MembersTests {

  private static final String SEARCH = "/v2/publicProfiles";
  private static final String TOKENS = "/oauth/v2/accessToken";

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();
  private final LinkedIn client = linkedIn.client(Product.OPENID, Product.PEOPLE_LOOKUP);

  @BeforeEach
  void appToken() {
    linkedIn.tokens(okJson("{\"access_token\":\"app-token\",\"expires_in\":1800}"));
  }

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  private void found(String... elements) {
    linkedIn.answer(SEARCH, okJson("{\"elements\":[" + String.join(",", elements) + "]}"));
  }

  private PublicProfile profile() {
    var answer = client.publicProfile(TENANT, "ben@northlight.example");
    assertThat(answer).isInstanceOf(Answer.Got.class);
    return ((Answer.Got<PublicProfile>) answer).value();
  }

  @Test
  void findsAMemberByExactEMailWithTheAppsOwnToken() {
    found(
        """
        {"id":"m-ben","firstName":"Ben","lastName":"Okafor","company":"Northlight",
         "title":"Sales Manager","pictureUrl":"%s/media/ben.png","profileUrl":"https://linkedin.test/in/ben"}
        """
            .formatted(linkedIn.baseUrl()));

    assertThat(profile())
        .isEqualTo(
            new PublicProfile(
                "m-ben",
                "Ben Okafor",
                Optional.of("Northlight"),
                Optional.of("Sales Manager"),
                Optional.of(URI.create(linkedIn.baseUrl() + "/media/ben.png")),
                Optional.of(URI.create("https://linkedin.test/in/ben"))));
    linkedIn
        .server()
        .verify(
            getRequestedFor(urlPathEqualTo(SEARCH))
                .withQueryParam("q", equalTo("email"))
                .withQueryParam("email", equalTo("ben@northlight.example"))
                .withHeader("Authorization", equalTo("Bearer app-token")));
  }

  @Test
  void keepsSpecialCharactersOfANameInsideItsParameter() {
    found();

    client.candidates(TENANT, "A&B=c #1+é", Optional.of("R&D"));

    linkedIn
        .server()
        .verify(
            getRequestedFor(urlPathEqualTo(SEARCH))
                .withQueryParam("name", equalTo("A&B=c #1+é"))
                .withQueryParam("company", equalTo("R&D")));
  }

  @Test
  void showsNobodyWhenTheMemberHidesOrTwoAnswerToOneAddress() {
    found();
    assertThat(client.publicProfile(TENANT, "fatou@northlight.example"))
        .isEqualTo(new Answer.Nothing<PublicProfile>());

    found("{\"id\":\"a\",\"firstName\":\"A\"}", "{\"id\":\"b\",\"firstName\":\"B\"}");
    assertThat(client.publicProfile(TENANT, "ben@northlight.example"))
        .isEqualTo(new Answer.Nothing<PublicProfile>());
  }

  @Test
  void listsCandidatesAndLeavesOutThoseWithoutNameOrKey() {
    found(
        "{\"id\":\"m1\",\"firstName\":\"Marta\",\"lastName\":\"Silva\"}",
        "{\"id\":\"m2\"}",
        "{\"firstName\":\"Marta\"}",
        "{\"id\":\"../../oauth\",\"firstName\":\"Marta\"}",
        "null",
        "{\"id\":\"m3\",\"firstName\":\"Marta\",\"lastName\":\"Silva\"}");

    assertThat(client.candidates(TENANT, "Marta Silva", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Got.class,
            got ->
                assertThat((List<?>) got.value())
                    .extracting(it -> ((PublicProfile) it).key())
                    .containsExactly("m1", "m3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\":\"app\\ntoken\",\"expires_in\":1800}",
        "{\"access_token\":\"\",\"expires_in\":1800}",
        "{\"expires_in\":1800}",
        "{\"access_token\":\"app-token\"}",
        "{\"access_token\":\"app-token\",\"expires_in\":0}",
        "{\"access_token\":\"app-token\",\"expires_in\":9000000000000000000}",
        "{\"access_token\":\"app-token\",\"expires_in\":90000000000000000000}"
      })
  void keepsNoTokenOfTheAppThatCannotBeUsed(String answer) {
    found();
    linkedIn.tokens(okJson(answer));

    assertThat(client.publicProfile(TENANT, "ben@northlight.example"))
        .isEqualTo(
            new Answer.Unreachable<PublicProfile>(
                "the token answer is not usable", Optional.empty()));
    assertThat(linkedIn.requests(SEARCH)).isZero();

    appToken();
    assertThat(client.publicProfile(TENANT, "ben@northlight.example"))
        .isEqualTo(new Answer.Nothing<PublicProfile>());
  }

  @Test
  void aLimitOfTheAppsKeepsCardsWaitingButNobodyWhoSignsIn() {
    linkedIn.tokens(error(429, "{}").withHeader("Retry-After", "1800"));
    client.publicProfile(TENANT, "ben@northlight.example");

    assertThat(client.publicProfile(TENANT, "ben@northlight.example"))
        .isInstanceOf(Answer.Unreachable.class);
    assertThat(linkedIn.requests(TOKENS)).isEqualTo(1);

    linkedIn.tokens(linkedIn.idToken(HostileLinkedIn.KEY, linkedIn.claims().build()));
    assertThat(client.exchange(TENANT, "code", "state", HostileLinkedIn.REDIRECT_URI).member())
        .isEqualTo("member-1");
  }

  @Test
  void asksForTheAppsTokenOnceAndAgainOnlyWhenItIsRefused() {
    found();
    client.publicProfile(TENANT, "a@northlight.example");
    client.publicProfile(TENANT, "b@northlight.example");
    assertThat(linkedIn.requests(TOKENS)).isEqualTo(1);

    linkedIn.tokens(okJson("{\"access_token\":\"app-token-2\",\"expires_in\":1800}"));
    linkedIn.answer(SEARCH, error(401, "{\"serviceErrorCode\":65602}"));
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(SEARCH))
                .withHeader("Authorization", equalTo("Bearer app-token-2"))
                .willReturn(okJson("{\"elements\":[{\"id\":\"m\",\"firstName\":\"Ben\"}]}")));

    assertThat(profile().name()).isEqualTo("Ben");
    assertThat(linkedIn.requests(TOKENS)).isEqualTo(2);
  }

  @Test
  void neverTakesTheEndOfTheAppsTokenForTheEndOfAMembers() {
    linkedIn.answer(SEARCH, error(401, "{\"serviceErrorCode\":65601}"));

    assertThat(client.publicProfile(TENANT, "ben@northlight.example"))
        .isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void renewsTheAppsTokenBeforeItExpires() {
    linkedIn.tokens(okJson("{\"access_token\":\"app-token\",\"expires_in\":30}"));
    found();

    client.publicProfile(TENANT, "a@northlight.example");
    client.publicProfile(TENANT, "b@northlight.example");

    assertThat(linkedIn.requests(TOKENS)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html></html>", "{}", "{\"access_token\":\"a\"}"})
  void isOutOfReachWithoutAnAppToken(String answer) {
    linkedIn.tokens(aResponse().withStatus(200).withBody(answer));

    assertThat(client.publicProfile(TENANT, "ben@northlight.example"))
        .isInstanceOf(Answer.Unreachable.class);
    assertThat(linkedIn.requests(SEARCH)).isZero();
  }

  @Test
  void showsWhatTheViewerMaySee() {
    linkedIn.answer(
        "/v2/memberViews/m-ben",
        okJson(
            """
            {"id":"m-ben","firstName":"Ben","lastName":"Okafor","headline":"Selling light",
             "summary":"…","location":"Malmö","industry":"Lighting","connected":true,
             "positions":[{"companyName":"Northlight","title":"Manager","startedOn":"2020"},{},null],
             "education":[{"schoolName":"Lund"},{"degreeName":"none"}],"skills":["Sales",null,""],
             "sharedConnections":[{"firstName":"Chloe","lastName":"Martin","company":"Northlight"}]}
            """));

    assertThat(client.memberView(TENANT, TOKEN, "m-ben"))
        .isInstanceOfSatisfying(
            Answer.Got.class,
            got -> {
              var view = (MemberView) got.value();
              assertThat(view.publicProfile().name()).isEqualTo("Ben Okafor");
              assertThat(view.headline()).contains("Selling light");
              assertThat(view.positions())
                  .containsExactly(
                      new MemberView.Position(
                          "Northlight",
                          Optional.of("Manager"),
                          Optional.of("2020"),
                          Optional.empty()));
              assertThat(view.education()).extracting("school").containsExactly("Lund");
              assertThat(view.skills()).containsExactly("Sales");
              assertThat(view.connected()).isTrue();
              assertThat(view.sharedConnections())
                  .extracting("name")
                  .containsExactly("Chloe Martin");
            });
    linkedIn
        .server()
        .verify(
            getRequestedFor(urlPathEqualTo("/v2/memberViews/m-ben"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN.reveal())));
  }

  @Test
  void showsNothingOfAHiddenMember() {
    linkedIn.answer("/v2/memberViews/m-fatou", error(404, "{\"status\":404}"));

    assertThat(client.memberView(TENANT, TOKEN, "m-fatou"))
        .isEqualTo(new Answer.Nothing<MemberView>());
  }

  @Test
  void saysThatTheViewersTokenEnded() {
    linkedIn.answer("/v2/memberViews/m-ben", error(401, "{\"serviceErrorCode\":65601}"));

    assertThat(client.memberView(TENANT, TOKEN, "m-ben"))
        .isEqualTo(new Answer.TokenEnded<MemberView>(Ending.REMOVED_BY_MEMBER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../userinfo", "a/b", "a?b", "", "a%2fb", ".."})
  void asksNothingForAKeyThatIsAPath(String key) {
    assertThat(client.memberView(TENANT, TOKEN, key)).isEqualTo(new Answer.Nothing<MemberView>());
    assertThat(linkedIn.server().getAllServeEvents()).isEmpty();
  }

  @Test
  void neutralisesWhatAMemberWrote() {
    found(
        """
        {"id":"m","firstName":"Ben\\u202E","lastName":"\\u0000O\\u200E","company":" \\u2066 ",
         "title":"%s","pictureUrl":"https://elsewhere.test/a.png","profileUrl":"javascript:alert(1)"}
        """
            .formatted("x".repeat(9_000)));

    var profile = profile();

    assertThat(profile.name()).isEqualTo("Ben O");
    assertThat(profile.company()).isEmpty();
    assertThat(profile.title().orElseThrow()).hasSize(4_000);
    assertThat(profile.picture()).isEmpty();
    assertThat(profile.page()).isEmpty();
  }

  @Test
  void asksNothingWithoutTheProduct() {
    var plain = linkedIn.client();
    var profile =
        new PublicProfile(
            "m", "Ben", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(plain.publicProfile(TENANT, "ben@northlight.example"))
        .isEqualTo(new Answer.NotOffered<PublicProfile>());
    assertThat(plain.candidates(TENANT, "Ben", Optional.empty()))
        .isEqualTo(new Answer.NotOffered<List<PublicProfile>>());
    assertThat(plain.memberView(TENANT, TOKEN, "m")).isEqualTo(new Answer.NotOffered<MemberView>());
    assertThat(plain.picture(TENANT, profile)).isEqualTo(new Answer.NotOffered<byte[]>());
    assertThat(linkedIn.server().getAllServeEvents()).isEmpty();
  }
}
