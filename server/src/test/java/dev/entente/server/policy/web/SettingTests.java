package dev.entente.server.policy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.web.Role;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.SignedInAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Set;
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
    var found = body(mvc.get().uri(PAGE + "?groupSearch=sales").with(as(ada())).exchange());
    assertThat(found).contains(">Sales<", ">Sales EMEA<", "2 people", "1 person");

    save(ada(), "setting=selectedGroup&selectedGroup=" + Cast.SALES);

    assertThat(policies.of(Cast.NORTHLIGHT).audience())
        .isEqualTo(new Audience.MembersOf(Cast.SALES));
    assertThat(body(page(ada()))).containsPattern("value=\"" + Cast.SALES + "\"[^>]*checked");
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
  @CsvSource({"5, cloud", "7, rolled out"})
  @Tag("M3")
  @Tag("M4")
  void saysWhyItIsNotAvailableAndCannotBeSaved(int tenant, String why) {
    var id = TenantId.parse("0a000000-0000-4000-8000-00000000000" + tenant);
    var first = UserId.parse("0b00000%d-0000-4000-8000-000000000001".formatted(tenant));
    var administrator = person(id, first, Set.of(Role.GLOBAL_ADMINISTRATOR));

    assertThat(body(page(administrator)))
        .contains("not available", why)
        .doesNotContain("id=\"save\"");
    assertThat(patch(administrator, "*", "{\"setting\":\"yes\"}")).hasStatus(409);
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

    assertThat(stale).hasStatus(412);
    assertThat(policies.of(Cast.NORTHLIGHT).audience()).isEqualTo(new Audience.Everyone());
  }

  @Test
  @Tag("M1")
  void theApiReadsAndChangesByVersion() {
    var before = mvc.get().uri(API).with(as(ada())).exchange();
    var etag = before.getResponse().getHeader("ETag");

    assertThat(before).bodyJson().extractingPath("$.setting").isEqualTo("yes");
    assertThat(patch(ada(), etag == null ? "" : etag, "{\"setting\":\"no\"}")).hasStatusOk();
    assertThat(patch(ada(), etag == null ? "" : etag, "{\"setting\":\"yes\"}")).hasStatus(412);
    assertThat(patch(ada(), "", "{\"setting\":\"yes\"}")).hasStatus(428);
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
    return new SignedIn(tenant.value(), id.value(), "Someone", roles);
  }
}
