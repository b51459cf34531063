package dev.entente.server.grouppolicy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import dev.entente.server.NewTenant;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.grouppolicy.Domains;
import dev.entente.server.grouppolicy.PlayedDomain;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looking, planning, applying and undoing in a domain, on the page and in the API. */
@EntenteTest
@Tag("M61")
class DomainPageTests {

  private static final String PAGE = "/admin/group-policy/domain";
  private static final String API = "/v1.0/officePolicy/domain";

  private static final Person MIA =
      new Person(
          new UserId(UUID.randomUUID()),
          "mia@x.example",
          "Mia",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true);

  @Autowired private WebApplicationContext context;
  @Autowired private Tenants tenants;
  @Autowired private Domains domains;
  @Autowired private Directory directory;

  private MockMvcTester server;
  private TenantId tenant;
  private PlayedDomain domain;

  @BeforeEach
  void aTenantWithADomain() {
    server = Callers.server(context);
    tenant = NewTenant.of(tenants);
    domain = PlayedDomain.of(tenant, domains);
    directory.apply(
        tenant, Owner.ENTENTE, List.of(new DirectoryChange.PutPerson(MIA)), new Actor.Operator());
  }

  @Test
  void thePlanIsShownBeforeAnythingChangesAndThenApplied() throws UnsupportedEncodingException {
    var plan = plan("disabled");

    assertThat(plan)
        .contains("played.example", "The object is not there and will be made.")
        .contains("<code>User\\Registry.pol</code>", "versionNumber = 65536")
        .containsPattern("id=\"now\">Not configured<")
        .containsPattern("id=\"then\">Disabled<");
    assertThat(domain.state()).isEqualTo(PolicyState.NOT_CONFIGURED);

    assertThat(apply("disabled", digestIn(plan), mia())).hasStatus3xxRedirection();
    assertThat(domain.state()).isEqualTo(PolicyState.DISABLED);
    assertThat(server.get().uri(PAGE + "?applied=changed").with(mia()))
        .bodyText()
        .contains("role=\"status\"", "Computers take the change over", "id=\"last\"");
    assertThat(plan("disabled")).contains("There is nothing to do").doesNotContain("id=\"apply\"");
  }

  @Test
  void aStalePlanIsRefusedOnAPageThatSaysSoAndShowsTheNewOne() throws UnsupportedEncodingException {
    apply("enabled", digestIn(plan("enabled")), mia()).exchange();
    var old = digestIn(plan("notConfigured"));
    domain.somebodyElseMakesIt(PolicyState.DISABLED);

    var refused = apply("notConfigured", old, mia()).exchange();

    assertThat(refused)
        .hasStatus(412)
        .bodyText()
        .contains("id=\"stale\"", "the domain is no longer as it was when you looked")
        .containsPattern("id=\"now\">Disabled<");
    assertThat(digestIn(refused.getResponse().getContentAsString())).isNotEqualTo(old);
    assertThat(domain.state()).isEqualTo(PolicyState.DISABLED);
  }

  @Test
  void aChangeThatIsHalfDoneIsNotAnnouncedAsNone() throws UnsupportedEncodingException {
    var digest = digestIn(plan("disabled"));
    domain.breaksAtTheLastStep();

    assertThat(apply("disabled", digest, mia()))
        .hasStatusOk()
        .bodyText()
        .contains("id=\"half-done\"", "The change is half done", "The controller does not answer.")
        .doesNotContain("Nothing has changed.", "id=\"problem\"");

    assertThat(plan("disabled")).contains("An earlier change from here was cut off.");
  }

  @Test
  void theApiSaysThatAChangeIsHalfDone() throws UnsupportedEncodingException {
    var role = Role.GLOBAL_ADMINISTRATOR;
    var digest = json(post(":plan", "{\"goal\": \"disabled\"}", role)).path("digest").asString();
    domain.breaksAtTheLastStep();

    assertThat(
            post(":apply", "{\"goal\": \"disabled\", \"digest\": \"%s\"}".formatted(digest), role))
        .hasStatusOk()
        .bodyText()
        .contains(
            "\"halfDone\":\"The controller does not answer. The change is half done: plan again")
        .doesNotContain("\"change\"");
  }

  @Test
  void theLastChangeIsUndone() throws UnsupportedEncodingException {
    apply("enabled", digestIn(plan("enabled")), mia()).exchange();
    apply("disabled", digestIn(plan("disabled")), mia()).exchange();

    assertThat(apply("undo", digestIn(plan("undo")), mia())).hasStatus3xxRedirection();
    assertThat(domain.state()).isEqualTo(PolicyState.ENABLED);
  }

  @Test
  void auditorsLookAndDoNotApply() throws UnsupportedEncodingException {
    var plan =
        server
            .get()
            .uri(PAGE + "/plan?goal=enabled")
            .with(caller(Role.AUDITOR))
            .exchange()
            .getResponse()
            .getContentAsString();

    assertThat(plan).contains("You can look at plans.").doesNotContain("id=\"apply\"");
    assertThat(apply("enabled", "a digest", caller(Role.AUDITOR))).hasStatus(403);
    assertThat(post(":apply", "{\"goal\": \"enabled\", \"digest\": \"d\"}", Role.AUDITOR))
        .hasStatus(403);
    assertThat(domain.state()).isEqualTo(PolicyState.NOT_CONFIGURED);
  }

  @Test
  void theApiPlansAppliesAndRefusesWhatIsStale() throws UnsupportedEncodingException {
    var role = Role.ACCOUNT_CONNECTIONS_ADMINISTRATOR;
    var plan = json(post(":plan", "{\"goal\": \"disabled\"}", Role.AUDITOR));
    assertThat(plan.path("stateNow").asString()).isEqualTo("notConfigured");
    assertThat(plan.path("stateThen").asString()).isEqualTo("disabled");
    assertThat(plan.path("findings").toString()).contains("willBeMade");
    var digest = plan.path("digest").asString();
    var request = "{\"goal\": \"disabled\", \"digest\": \"%s\"}".formatted(digest);

    var applied = json(post(":apply", request, role));

    assertThat(applied.path("change").path("stateAfter").asString()).isEqualTo("disabled");
    assertThat(domain.state()).isEqualTo(PolicyState.DISABLED);
    assertThat(post(":apply", request, role))
        .hasStatus(412)
        .bodyText()
        .contains("Request_PreconditionFailed");
    assertThat(server.get().uri(API).with(caller(Role.AUDITOR)))
        .hasStatusOk()
        .bodyText()
        .contains("played.example", "\"goal\":\"disabled\"");
  }

  @Test
  void whatIsNoGoalIsRefusedWithTheChoices() {
    assertThat(post(":plan", "{\"goal\": \"off\"}", Role.AUDITOR))
        .hasStatus(400)
        .bodyText()
        .contains("enabled, disabled, notConfigured, undo", "\"target\":\"goal\"");
    assertThat(post(":apply", "{\"goal\": \"enabled\"}", Role.GLOBAL_ADMINISTRATOR))
        .hasStatus(400)
        .bodyText()
        .contains("digest: is required.");
  }

  private String plan(String goal) throws UnsupportedEncodingException {
    return server
        .get()
        .uri(PAGE + "/plan?goal=" + goal)
        .with(mia())
        .exchange()
        .getResponse()
        .getContentAsString();
  }

  private static String digestIn(String page) {
    var found = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private MockMvcTester.MockMvcRequestBuilder apply(
      String goal, String digest, RequestPostProcessor caller) {
    return server
        .post()
        .uri(PAGE)
        .param("goal", goal)
        .param("digest", digest)
        .with(caller)
        .with(SecurityMockMvcRequestPostProcessors.csrf());
  }

  private MockMvcTester.MockMvcRequestBuilder post(String what, String body, Role role) {
    return server
        .post()
        .uri(API + what)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .with(caller(role))
        .with(SecurityMockMvcRequestPostProcessors.csrf());
  }

  private static JsonNode json(MockMvcTester.MockMvcRequestBuilder request)
      throws UnsupportedEncodingException {
    var result = request.exchange();
    assertThat(result).hasStatusOk();
    return new JsonMapper().readTree(result.getResponse().getContentAsString());
  }

  private RequestPostProcessor mia() {
    return caller(Role.GLOBAL_ADMINISTRATOR);
  }

  private RequestPostProcessor caller(Role role) {
    return Callers.person(tenant, MIA.id(), role);
  }
}
