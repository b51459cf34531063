package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TOKEN;
import static dev.entente.server.network.linkedin.HostileLinkedIn.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Answer.Ending;
import dev.entente.server.network.Category;
import dev.entente.server.network.OwnData;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.StringUtils;

@Tag("M23")
class SnapshotsTests {

  private static final String PATH = "/rest/memberSnapshotData";
  private static final Set<String> NEVER =
      Set.of(
          "INBOX",
          "LOGIN",
          "SEARCHES",
          "SECURITY_CHALLENGE_PIPE",
          "TRUSTED_GRAPH",
          "IDENTITY_CREDENTIALS_AND_ASSETS",
          "JOB_POSTINGS",
          "JOB_APPLICATIONS",
          "JOB_SEEKER_PREFERENCES",
          "JOB_APPLICANT_SAVED_ANSWERS",
          "ADS_CLICKED",
          "AD_TARGETING",
          "ADS_LAN",
          "INFERENCE_TAKEOUT",
          "TALENT_QUESTION_SAVED_RESPONSE",
          "LEARNING_COACH_AI_TAKEOUT",
          "LEARNING_COACH_INBOX",
          "LEARNING_ROLEPLAY_INBOX",
          "CONTACTS",
          "INVITATIONS");

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();
  private final LinkedIn client = linkedIn.client(Product.OPENID, Product.MEMBER_DATA_PORTABILITY);

  @BeforeEach
  void nothingIsPrepared() {
    linkedIn.answer(PATH, error(404, "{\"message\":\"No data found for this memberId\"}"));
  }

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  private void page(String domain, int start, ResponseDefinitionBuilder answer) {
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(PATH))
                .withQueryParam("domain", equalTo(domain))
                .withQueryParam("start", equalTo(String.valueOf(start)))
                .willReturn(answer));
  }

  private void rows(String domain, int start, String rows) {
    page(
        domain,
        start,
        okJson(
            """
            {"paging":{"start":%d,"count":10,"links":[],"total":1},
             "elements":[{"snapshotData":%s,"snapshotDomain":"%s"}]}
            """
                .formatted(start, rows, domain)));
  }

  private Answer<OwnData> read(Category category) {
    return client.ownData(TENANT, TOKEN, category);
  }

  private OwnData got(Category category) {
    assertThat(read(category)).isInstanceOf(Answer.Got.class);
    return ((Answer.Got<OwnData>) read(category)).value();
  }

  @ParameterizedTest
  @CsvSource({
    "PROFILE, POSITIONS EDUCATION SKILLS",
    "INTERESTS, COMPANY_FOLLOWS",
    "SUBSCRIPTIONS, ''",
    "CONNECTIONS, CONNECTIONS"
  })
  void asksOnlyForTheDomainsThatACardUses(Category category, String domains) {
    read(category);

    var asked =
        linkedIn.server().findAll(getRequestedFor(urlPathEqualTo(PATH))).stream()
            .map(request -> request.queryParameter("domain").firstValue())
            .toList();
    assertThat(asked).containsExactlyInAnyOrder(StringUtils.tokenizeToStringArray(domains, " "));
  }

  @Test
  void hasNothingOfACategoryThatNoCardUses() {
    assertThat(read(Category.SUBSCRIPTIONS)).isEqualTo(new Answer.Nothing<OwnData>());
  }

  @Test
  void hasNoValueForADomainThatMustStayWithTheMember() {
    assertThat(Arrays.stream(Domain.values()).map(Domain::id)).doesNotContainAnyElementsOf(NEVER);
  }

  @Test
  void sendsThePinnedVersion() {
    read(Category.CONNECTIONS);

    linkedIn
        .server()
        .verify(
            getRequestedFor(urlPathEqualTo(PATH))
                .withHeader("Linkedin-Version", equalTo("202312"))
                .withHeader("X-Restli-Protocol-Version", equalTo("2.0.0"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN.reveal()))
                .withQueryParam("q", equalTo("criteria")));
  }

  @Test
  void turnsPagesUntilThereIsNoneWhateverTheTotalSays() {
    rows("CONNECTIONS", 0, "[{\"First Name\":\"Ben\"}]");
    rows("CONNECTIONS", 1, "[{\"First Name\":\"Chloe\"},{\"First Name\":\"Emil\"}]");
    rows("CONNECTIONS", 2, "[{\"First Name\":\"Hana\"}]");

    assertThat(got(Category.CONNECTIONS).rows().get("CONNECTIONS"))
        .extracting(row -> row.get("First Name"))
        .containsExactly("Ben", "Chloe", "Emil", "Hana");
  }

  @Test
  void stopsAtTheLimitOfPages() {
    page(
        "CONNECTIONS",
        0,
        okJson(
            "{\"elements\":[{\"snapshotData\":[{\"First Name\":\"Ben\"}],\"snapshotDomain\":\"CONNECTIONS\"}]}"));
    linkedIn
        .server()
        .stubFor(
            get(urlPathEqualTo(PATH))
                .willReturn(
                    okJson(
                        "{\"elements\":[{\"snapshotData\":[{\"First Name\":\"Ben\"}],\"snapshotDomain\":\"CONNECTIONS\"}]}")));

    assertThat(got(Category.CONNECTIONS).rows().get("CONNECTIONS"))
        .hasSize(HostileLinkedIn.limits().ownDataPages());
  }

  @Test
  void stopsAtTheLimitOfBytes() {
    var sixtyKilobytes = "[{\"Company\":\"" + "x".repeat(60_000) + "\"}]";
    for (var start = 0; start < 5; start++) {
      rows("CONNECTIONS", start, sixtyKilobytes);
    }

    assertThat(got(Category.CONNECTIONS).rows().get("CONNECTIONS")).hasSize(3);
  }

  @Test
  void saysWhichDomainsAreNotThereYet() {
    rows("POSITIONS", 0, "[{\"Company Name\":\"Northlight\"}]");

    var data = got(Category.PROFILE);

    assertThat(data.rows()).containsOnlyKeys("POSITIONS");
    assertThat(data.notYet()).containsExactlyInAnyOrder("EDUCATION", "SKILLS");
  }

  @Test
  void isNotYetThereWhenNoDomainIs() {
    assertThat(read(Category.INTERESTS)).isEqualTo(new Answer.NotYet<OwnData>());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"elements\":[]}", "{}", "{\"elements\":null}"})
  void takesAnEmptyPageForTheEnd(String empty) {
    rows("CONNECTIONS", 0, "[{\"First Name\":\"Ben\"}]");
    page("CONNECTIONS", 1, okJson(empty));

    assertThat(got(Category.CONNECTIONS).rows().get("CONNECTIONS")).hasSize(1);
  }

  @Test
  void dropsRowsOfADomainThatWasNotAskedFor() {
    page(
        "CONNECTIONS",
        0,
        okJson(
            """
            {"elements":[{"snapshotData":[{"CONTENT":"private"}],"snapshotDomain":"INBOX"}]}
            """));

    assertThat(got(Category.CONNECTIONS).rows().get("CONNECTIONS")).isEmpty();
  }

  @Test
  void keepsOnlyTheColumnsThatACardUses() {
    rows(
        "POSITIONS",
        0,
        """
        [{"Company Name":"Northlight","Title":"Engineer","Description":"private","Name":"Chess",
          "Brand New":"1"}]
        """);

    assertThat(got(Category.PROFILE).rows().get("POSITIONS"))
        .containsExactly(Map.of("Company Name", "Northlight"));
  }

  @Test
  void readsColumnsWhateverTheirSpelling() {
    rows(
        "CONNECTIONS",
        0,
        """
        [{"firstName":"Ben","LAST NAME":"Okafor","Email_Address":"ben@example.org","Company":"",
          "Profile URL":"https://linkedin.test/in/ben","Position":null,"URL":{"a":1}}]
        """);

    assertThat(got(Category.CONNECTIONS).rows().get("CONNECTIONS"))
        .containsExactly(
            Map.of(
                "First Name", "Ben",
                "Last Name", "Okafor",
                "Email Address", "ben@example.org",
                "URL", "https://linkedin.test/in/ben"));
  }

  @Test
  void endsWithTheTokenWhateverElseCame() {
    rows("POSITIONS", 0, "[{\"Company Name\":\"Northlight\"}]");
    page("SKILLS", 0, error(401, "{\"serviceErrorCode\":65601,\"code\":\"REVOKED_ACCESS_TOKEN\"}"));

    assertThat(read(Category.PROFILE))
        .isEqualTo(new Answer.TokenEnded<OwnData>(Ending.REMOVED_BY_MEMBER));
  }

  @Test
  void isUnknownWhileOneDomainIsOutOfReach() {
    rows("POSITIONS", 0, "[{\"Company Name\":\"Northlight\"}]");
    page("SKILLS", 0, error(500, "{}"));

    assertThat(read(Category.PROFILE)).isInstanceOf(Answer.Unreachable.class);
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void asksForNothingWithoutPortability(Category category) {
    var plain = linkedIn.client();

    assertThat(plain.categories()).containsExactly(Category.PROFILE);
    assertThat(plain.ownData(TENANT, TOKEN, category)).isEqualTo(new Answer.NotOffered<OwnData>());
    assertThat(linkedIn.server().getAllServeEvents()).isEmpty();
  }
}
