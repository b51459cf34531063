package dev.entente.server.policy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.Role;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The setting on its page and in the API, through every filter of the server. */
@EntenteTest
@AutoConfigureMockMvc
class SettingTests {

  private static final String PAGE = "/admin/users/settings";
  private static final String API = "/v1.0/policies/accountConnections";

  @Autowired private MockMvcTester mvc;
  @Autowired private Policies policies;
  @Autowired private Directory directory;
  @Autowired private Tenants tenants;

  @AfterEach
  void everyoneAgain() {
    policies.change(
        Cast.NORTHLIGHT,
        PolicyChange.to(new Audience.Everyone()),
        policies.of(Cast.NORTHLIGHT).version(),
        ada().actor());
  }

  @Test
  @Tag("M10")
  void theDeepLinkOpensTheCurrentSetting() {
    assertThat(body(page(ada())))
        .contains("LinkedIn account connections", "id=\"save\"")
        .containsPattern("id=\"setting-yes\"[^>]*checked");
  }

  @Test
  @Tag("M1")
  void savesNoAndShowsIt() {
    assertThat(save(ada(), "setting=no")).hasStatus(302);

    assertThat(body(page(ada()))).containsPattern("id=\"setting-no\"[^>]*checked");
  }

  @Test
  @Tag("M1")
  void findsAGroupWithItsNestedMembersAndSelectsIt() {
    assertThat(body(find("groupSearch=sales")))
        .contains(">Sales<", ">Sales EMEA<", "2 people", "1 person")
        .contains("1 person directly, 1 nested group.", "Ben Okafor, Chloé Marchand");

    save(ada(), "setting=selectedGroup&selectedGroup=" + Cast.SALES);

    assertThat(policies.of(Cast.NORTHLIGHT).audience())
        .isEqualTo(new Audience.MembersOf(Cast.SALES));
    assertThat(body(page(ada()))).containsPattern("value=\"" + Cast.SALES + "\"[^>]*checked");
  }

  @Test
  @Tag("M1")
  void lookingForAGroupKeepsWhatIsChosenAndSavesNothing() {
    var found =
        body(
            find(
                "setting=selectedGroup&bothDirections=true&groupSearch=sales&selectedGroup="
                    + Cast.SALES));

    assertThat(found)
        .containsPattern("id=\"setting-selectedGroup\"[^>]*checked")
        .containsPattern("value=\"" + Cast.SALES + "\"[^>]*checked")
        .contains("value=\"" + Cast.SALES_EMEA + "\"", "value=\"sales\"")
        .containsPattern("id=\"both-directions\"[^>]*checked")
        .doesNotContainPattern("id=\"users-may-consent\"[^>]*checked")
        .doesNotContainPattern("id=\"public-information\"[^>]*checked");
    assertThat(policies.of(Cast.NORTHLIGHT).audience()).isEqualTo(new Audience.Everyone());
  }

  @Test
  @Tag("M7")
  void aLargeGroupCanBeChosenOnlyOnceEveryoneInItIsCounted() {
    var crowd = List.of(new GroupId(new UUID(8, 1)), new GroupId(new UUID(8, 2)));
    var administrator = administratorOfCrowds(crowd);
    var radio = "id=\"group-" + crowd.getFirst() + "\"[^>]*";

    assertThat(body(save(administrator, "groupSearch=crowd&findGroup=true")))
        .containsPattern(radio + "disabled=\"disabled\"")
        .contains("more than 1,000 people", "Count everyone in Crowd 1 and choose it");
    assertThat(
            body(
                save(
                    administrator,
                    "bothDirections=true&groupSearch=crowd&countGroup=" + crowd.getFirst())))
        .containsPattern(radio + "checked")
        .doesNotContainPattern(radio + "disabled")
        .contains("1,501 people", "1,501 people directly, no nested group.", "Person 0000, ")
        .contains("more than 1,000 people", "Count everyone in Crowd 2 and choose it")
        .doesNotContain("Count everyone in Crowd 1 and")
        .containsPattern("id=\"both-directions\"[^>]*checked");
  }

  private SignedIn administratorOfCrowds(List<GroupId> groups) {
    var tenant = NewTenant.of(tenants);
    var people = LongStream.range(0, 1_501).mapToObj(it -> new UserId(new UUID(9, it))).toList();
    var changes = new ArrayList<DirectoryChange>();
    people.forEach(
        it ->
            changes.add(
                new DirectoryChange.PutPerson(
                    new Person(
                        it,
                        it + "@x.example",
                        "Person %04d".formatted(it.value().getLeastSignificantBits()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true))));
    for (var group : groups) {
      var name = "Crowd " + group.value().getLeastSignificantBits();
      changes.add(
          new DirectoryChange.PutGroup(
              new Group(group, name, Optional.empty(), Group.Kind.SECURITY)));
      changes.add(new DirectoryChange.AddMembers(group, people, List.of()));
    }
    directory.apply(tenant, Owner.LDAP, changes, new Actor.Server());
    return person(tenant, people.getFirst(), Set.of(Role.GLOBAL_ADMINISTRATOR));
  }

  @Test
  @Tag("M8")
  void countsTheOlderListWithoutPrintingIt() {
    var lars = person(Cast.LARKFIELD, Cast.LENA, Set.of(Role.GLOBAL_ADMINISTRATOR));

    assertThat(body(page(lars)))
        .contains("1 person is on the list", "href=\"/admin/users/settings/selected\"")
        .doesNotContain("lena@larkfield.example");
  }

  @Test
  @Tag("M1")
  void saysWhenNoGroupIsFound() {
    assertThat(body(find("setting=no&groupSearch=nothing-like-it")))
        .contains("No group has this name, mail or id")
        .containsPattern("id=\"setting-no\"[^>]*checked");
  }

  @Test
  void showsWhoChangedItWhenAndWhatTheRegionStartsWith() {
    save(ada(), "setting=no");

    assertThat(body(page(ada())))
        .contains(
            "Last changed by Ada Visser on", "In your organisation’s region the default is Yes")
        .contains("datetime=\"" + policies.of(Cast.NORTHLIGHT).changed().at() + "\"")
        .containsPattern(">\\w+ \\d+, \\d{4}[^<]* UTC</time>");
  }

  @Test
  @Tag("M3")
  void aDefaultSaysThatNobodyHasChosen() {
    var rosa = UserId.parse("0b000003-0000-4000-8000-000000000001");
    var administrator = person(Cast.RHEINWERK, rosa, Set.of(Role.GLOBAL_ADMINISTRATOR));

    assertThat(body(page(administrator)))
        .contains("Nobody has chosen yet", "the operator of this server")
        .contains("In your organisation’s region the default is No");
  }

  @Test
  @Tag("M71")
  void linksThePrivacyTexts() {
    assertThat(body(page(ada())))
        .contains("https://www.linkedin.com/legal/privacy-policy", "href=\"/account/connections\"")
        .containsPattern("id=\"organisation-privacy\" href=\"https?://");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nl | LinkedIn-accountverbindingen | Wie mag verbinden
          de | LinkedIn-Kontoverbindungen   | Wer darf sich verbinden
          fr | Connexions de compte LinkedIn | Qui peut se connecter
          """)
  @Tag("M71")
  void speaksTheAdministratorsLanguage(String language, String title, String question) {
    var page = mvc.get().uri(PAGE).with(as(ada())).header("Accept-Language", language);

    assertThat(body(page.exchange()))
        .contains("<html lang=\"" + language + "\">", title, question)
        .doesNotContain("User settings", "Sign out");
  }

  @Test
  @Tag("M5")
  void showsAndSavesTheGateOfUserConsent() {
    save(ada(), "setting=yes");
    assertThat(policies.of(Cast.NORTHLIGHT).usersMayConsent()).isFalse();

    save(ada(), "setting=yes&usersMayConsent=true&bothDirections=true&publicInformation=true");
    assertThat(policies.of(Cast.NORTHLIGHT).usersMayConsent()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"GLOBAL_ADMINISTRATOR", "ACCOUNT_CONNECTIONS_ADMINISTRATOR"})
  @Tag("M2")
  void administratorsChangeIt(Role role) {
    var administrator = person(Cast.NORTHLIGHT, Cast.ADA, Set.of(role));

    assertThat(save(administrator, "setting=no")).hasStatus(302);
  }

  @Test
  @Tag("M2")
  void anAuditorSeesItWithoutControlsAndChangesNothing() {
    var gus = person(Cast.NORTHLIGHT, Cast.GUS, Set.of(Role.AUDITOR));

    assertThat(body(page(gus))).contains("You can see this setting").doesNotContain("id=\"save\"");
    assertThat(save(gus, "setting=no")).hasStatus(403);
    assertThat(patch(gus, "*", "{\"setting\":\"no\"}")).hasStatus(403);
    assertThat(policies.of(Cast.NORTHLIGHT).audience()).isEqualTo(new Audience.Everyone());
  }

  @Test
  @Tag("M2")
  void everyoneElseIsRefused() {
    var ben = person(Cast.NORTHLIGHT, Cast.BEN, Set.of());

    assertThat(page(ben)).hasStatus(403);
    assertThat(save(ben, "setting=no")).hasStatus(403);
    assertThat(mvc.get().uri(API).with(as(ben))).hasStatus(403);
    assertThat(patch(ben, "*", "{\"setting\":\"no\"}")).hasStatus(403);
  }

  @ParameterizedTest
  @CsvSource({
    "5, cloud, not available in the cloud of this organisation",
    "7, rolled out, has not reached this organisation yet"
  })
  @Tag("M3")
  @Tag("M4")
  void saysWhyItIsNotAvailableAndCannotBeSaved(int tenant, String why, String conflict) {
    var id = TenantId.parse("0a000000-0000-4000-8000-00000000000" + tenant);
    var first = UserId.parse("0b00000%d-0000-4000-8000-000000000001".formatted(tenant));
    var administrator = person(id, first, Set.of(Role.GLOBAL_ADMINISTRATOR));

    assertThat(body(page(administrator)))
        .contains("not available", why)
        .doesNotContain("id=\"save\"");
    assertThat(patch(administrator, "*", "{\"setting\":\"yes\"}"))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.error.message")
        .asString()
        .contains(conflict);
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    assertThat(mvc.post().uri(PAGE).with(as(ada())).param("setting", "no")).hasStatus(403);
  }

  @Test
  void aStaleFormChangesNothing() {
    var stale =
        mvc.post()
            .uri(PAGE)
            .with(as(ada()))
            .with(csrf())
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .content("setting=no&version=-1");

    assertThat(stale)
        .hasStatus(412)
        .bodyText()
        .contains("Nothing was saved, for Ada Visser changed the setting at 20")
        .contains("It is now: yes, user consent");
    assertThat(policies.of(Cast.NORTHLIGHT).audience()).isEqualTo(new Audience.Everyone());
  }

  @Test
  @Tag("M1")
  void theApiReadsAndChangesByVersion() {
    var before = mvc.get().uri(API).with(as(ada())).exchange();
    var etag = before.getResponse().getHeader("ETag");

    assertThat(before).bodyJson().extractingPath("$.setting").isEqualTo("yes");
    assertThat(patch(ada(), etag == null ? "" : etag, "{\"setting\":\"no\"}")).hasStatusOk();
    var changed = policies.of(Cast.NORTHLIGHT);
    assertThat(patch(ada(), etag == null ? "" : etag, "{\"setting\":\"yes\"}"))
        .hasStatus(412)
        .bodyJson()
        .extractingPath("$.error.message")
        .asString()
        .contains("Ada Visser", "It is now: no");
    assertThat(patch(ada(), "", "{\"setting\":\"yes\"}")).hasStatus(428);
    assertThat(policies.of(Cast.NORTHLIGHT)).isEqualTo(changed);
  }

  @Test
  @Tag("M1")
  void theApiTellsTheWholeSetting() {
    patch(
        ada(),
        "*",
        "{\"setting\":\"selectedGroup\",\"selectedGroup\":\"%s\"}".formatted(Cast.SALES));
    var policy = policies.of(Cast.NORTHLIGHT);

    assertThat(mvc.get().uri(API).with(as(ada())))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {
              "availability": "available",
              "availabilityExplanation": "This setting is available to your organisation.",
              "regionDefault": "yes",
              "setting": "selectedGroup",
              "selectedGroup": "%s",
              "selectedGroupDisplayName": "Sales",
              "consentEpoch": %d,
              "lastModifiedDateTime": "%s",
              "lastModifiedBy": {"kind": "person", "id": "%s", "displayName": "Ada Visser"}
            }
            """
                .formatted(Cast.SALES, policy.consentEpoch(), policy.changed().at(), Cast.ADA));
  }

  @Test
  @Tag("M3")
  void theApiExplainsWhyThereIsNoSetting() {
    var capitol = UserId.parse("0b000005-0000-4000-8000-000000000001");
    var administrator = person(Cast.CAPITOL, capitol, Set.of(Role.AUDITOR));

    assertThat(mvc.get().uri(API).with(as(administrator)))
        .bodyJson()
        .doesNotHavePath("$.regionDefault")
        .hasPathSatisfying(
            "$.availabilityExplanation", it -> it.assertThat().asString().contains("cloud"))
        .hasPathSatisfying("$.lastModifiedBy.kind", it -> it.assertThat().isEqualTo("operator"));
  }

  @Test
  void theApisDescriptionHasEveryField() {
    assertThat(mvc.get().uri("/openapi.json"))
        .bodyJson()
        .extractingPath("$.components.schemas.PolicyResource.properties")
        .asMap()
        .containsKeys(
            "regionDefault",
            "selectedGroupDisplayName",
            "consentEpoch",
            "lastModifiedDateTime",
            "lastModifiedBy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"true\" | must be true or false",
        "\"\"     | must be true or false",
        "0        | must be true or false",
        "1        | must be true or false",
        "null     | must not be null; leave it out to keep it as it is",
        "[true]   | must be true or false",
      })
  @Tag("M5")
  void theApiTakesTrueAndFalseAndNothingLikeThem(String value, String rule) {
    var before = policies.of(Cast.NORTHLIGHT);

    for (var field : new String[] {"usersMayConsent", "publicInformation"}) {
      assertThat(patch(ada(), "*", "{\"%s\": %s}".formatted(field, value)))
          .hasStatus(400)
          .bodyJson()
          .hasPathSatisfying("$.error.target", it -> it.assertThat().isEqualTo(field))
          .hasPathSatisfying(
              "$.error.message", it -> it.assertThat().isEqualTo(field + ": " + rule + "."));
    }
    assertThat(policies.of(Cast.NORTHLIGHT)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"setting\":\"maybe\"}                              | setting",
        "{\"setting\":\"selectedGroup\"}                      | selectedGroup",
        "{\"setting\":\"selectedGroup\",\"selectedGroup\":\"x\"} | selectedGroup",
        "{\"setting\":\"selected\"}                           | setting",
        "{\"directionCeiling\":\"outbound\"}                  | directionCeiling",
        "{\"colour\":\"blue\"}                                | colour",
        "{\"usersMayConsent\":\"perhaps\"}                    | usersMayConsent",
        "{\"setting\":null}                                 | setting",
        "{\"setting\":\"no\",\"selectedGroup\":null}          | selectedGroup",
      })
  void theApiTellsBadInputByItsField(String patch, String target) {
    var refused = patch(ada(), "*", patch);

    assertThat(refused).hasStatus(400);
    assertThat(refused).bodyJson().extractingPath("$.error.target").isEqualTo(target);
    assertThat(policies.of(Cast.NORTHLIGHT).audience()).isEqualTo(new Audience.Everyone());
  }

  private MvcTestResult page(SignedIn person) {
    return mvc.get().uri(PAGE).with(as(person)).exchange();
  }

  private MvcTestResult find(String form) {
    return save(ada(), form + "&findGroup=true");
  }

  private MvcTestResult save(SignedIn person, String form) {
    return mvc.post()
        .uri(PAGE)
        .with(as(person))
        .with(csrf())
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form + "&version=" + policies.of(person.tenant()).version())
        .exchange();
  }

  private MvcTestResult patch(SignedIn person, String ifMatch, String patch) {
    return mvc.patch()
        .uri(API)
        .with(as(person))
        .with(csrf())
        .header("If-Match", ifMatch)
        .contentType(MediaType.APPLICATION_JSON)
        .content(patch)
        .exchange();
  }

  private static String body(MvcTestResult result) {
    return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private static RequestPostProcessor as(SignedIn person) {
    return authentication(new SignedInAuthentication(person));
  }

  private static SignedIn ada() {
    return person(Cast.NORTHLIGHT, Cast.ADA, Set.of(Role.GLOBAL_ADMINISTRATOR));
  }

  private static SignedIn person(TenantId tenant, UserId id, Set<Role> roles) {
    return SignedIn.person(tenant, id, "Someone", roles);
  }
}
