package dev.entente.server.grouppolicy.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.TemplateArchive;
import dev.entente.grouppolicy.template.TemplateName;
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
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMultipartMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates in the domain: looking, approving and copying, on the page and in the API. */
@EntenteTest
@Tag("M60")
class StorePageTests {

  private static final String PAGE = "/admin/group-policy/domain/templates";
  private static final String API = "/v1.0/officePolicy/domain/templates";
  private static final Role ADMINISTRATOR = Role.ACCOUNT_CONNECTIONS_ADMINISTRATOR;
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
  private static final TemplateName ADMX = TemplateName.parse("entente.admx");
  private static final TemplateName DUTCH = TemplateName.parse("nl-NL/entente.adml");
  private static final byte[] ARCHIVE = TemplateArchive.write(EntentePolicy.files());

  @Autowired private WebApplicationContext context;
  @Autowired private Tenants tenants;
  @Autowired private Domains domains;
  @Autowired private Directory directory;

  private MockMvcTester server;
  private TenantId tenant;
  private PlayedDomain domain;

  @BeforeEach
  void aTenantWhoseDomainHasAStore() {
    server = Callers.server(context);
    tenant = NewTenant.of(tenants);
    domain = PlayedDomain.of(tenant, domains);
    domain.putTemplate(TemplateName.parse("inetres.admx"), ours(ADMX));
    directory.apply(
        tenant, Owner.ENTENTE, List.of(new DirectoryChange.PutPerson(MIA)), new Actor.Operator());
  }

  @Test
  void oursAreCopiedAfterALookAtThePlan() throws UnsupportedEncodingException {
    var plan = text(plan());

    assertThat(plan)
        .contains("<code>nl-NL/entente.adml</code>", "new, is copied", "id=\"copy\"")
        .doesNotContain("type=\"checkbox\"");
    assertThat(domain.template(ADMX)).isEmpty();

    var done = copy(plan).exchange();

    assertThat(done).hasStatus3xxRedirection().hasRedirectedUrl(PAGE + "?copied=all");
    assertThat(domain.template(ADMX)).contains(ours(ADMX));
    assertThat(text(plan()))
        .contains("There is nothing to copy.", "the same")
        .doesNotContain("id=\"copy\"");
  }

  @Test
  void thePageOfThePlanCarriesTheArchive() throws UnsupportedEncodingException {
    var plan =
        text(plan().file(new MockMultipartFile("files", "PolicyDefinitions.zip", null, ARCHIVE)));

    assertThat(hidden(plan, "archive")).isEqualTo(Base64.getEncoder().encodeToString(ARCHIVE));
    assertThat(copy(plan)).hasStatus3xxRedirection();
    assertThat(domain.template(DUTCH)).contains(ours(DUTCH));
  }

  @Test
  void otherContentOfTheSameRevisionIsReplacedOnceItIsApprovedByName()
      throws UnsupportedEncodingException {
    domain.putTemplate(DUTCH, theirs());

    var plan = text(plan());

    assertThat(plan)
        .contains("Nothing is copied until you approve each of them", "Replace nl-NL/entente.adml")
        .doesNotContain("id=\"copy\"");
    assertThat(copy(plan))
        .hasStatus(409)
        .bodyText()
        .contains("Nothing was copied. nl-NL/entente.adml: The store has another content");
    assertThat(domain.template(ADMX)).isEmpty();

    var approved = text(plan().param("approved", DUTCH.toString()));

    assertThat(approved).contains("approved, is copied", "id=\"copy\"", "checked=\"checked\"");
    assertThat(copy(approved).param("approved", DUTCH.toString())).hasStatus3xxRedirection();
    assertThat(domain.template(DUTCH)).contains(ours(DUTCH));
  }

  @Test
  void whatWasApprovedAndIsHeldBackDoesNotStopTheOtherTemplates()
      throws UnsupportedEncodingException {
    var admx = TemplateName.parse("other.admx");
    var texts = TemplateName.parse("nl-NL/other.adml");
    var files = new TreeMap<>(EntentePolicy.files());
    files.put(admx, ours(ADMX));
    files.put(texts, ours(DUTCH));
    var theirs = (new String(ours(ADMX), UTF_8) + "<!-- theirs -->").getBytes(UTF_8);
    domain.putTemplate(admx, theirs);
    var newer = new String(ours(DUTCH), UTF_8).replace("revision=\"1.0\"", "revision=\"2.0\"");
    domain.putTemplate(texts, newer.getBytes(UTF_8));
    var archive = new MockMultipartFile("files", "x.zip", null, TemplateArchive.write(files));

    var plan = text(plan().file(archive).param("approved", admx.toString()));

    assertThat(plan).contains("id=\"copy\"").doesNotContain("type=\"checkbox\"");
    assertThat(hidden(plan, "approved")).isEqualTo(admx.toString());
    assertThat(copy(plan).param("approved", hidden(plan, "approved"))).hasStatus3xxRedirection();
    assertThat(domain.template(ADMX)).contains(ours(ADMX));
    assertThat(domain.template(admx)).contains(theirs);
  }

  @Test
  void aStoreThatHasChangedIsRefusedOnAPageWithTheNewPlan() throws UnsupportedEncodingException {
    var plan = text(plan());
    domain.putTemplate(DUTCH, theirs());

    assertThat(copy(plan))
        .hasStatus(412)
        .bodyText()
        .contains(
            "id=\"stale\"",
            "what is approved is no longer as it was",
            "other content of the same revision");
    assertThat(domain.template(ADMX)).isEmpty();
  }

  @Test
  void aCopyThatStopsSaysAtWhichFileAndWhatIsLeft() throws UnsupportedEncodingException {
    domain.lockTemplate(DUTCH);

    assertThat(copy(text(plan())))
        .hasStatusOk()
        .bodyText()
        .contains("Copying stopped. Copied: 3. Left: 2.", "is open in another program")
        .containsPattern("<li><code>entente.admx</code></li>");
    assertThat(domain.template(ADMX)).isEmpty();
  }

  @Test
  void auditorsLookAndDoNotCopy() throws UnsupportedEncodingException {
    var plan = text(upload("", Role.AUDITOR));

    assertThat(plan).contains("You can look at plans.").doesNotContain("id=\"copy\"");
    assertThat(upload("/copy", Role.AUDITOR).param("digest", "d")).hasStatus(403);
    assertThat(post(":copy", "{\"digest\": \"d\"}", Role.AUDITOR)).hasStatus(403);
    assertThat(domain.template(ADMX)).isEmpty();
  }

  @Test
  void aDomainWithoutAStoreIsRefusedWithWhatToDo() {
    PlayedDomain.of(tenant, domains);

    assertThat(plan())
        .hasStatus(409)
        .bodyText()
        .contains("role=\"alert\"", "has no central store", "id=\"show-plan\"");
  }

  @Test
  void theApiPlansApprovesAndCopies() throws UnsupportedEncodingException {
    domain.putTemplate(DUTCH, theirs());
    var archive = "\"archive\": \"%s\"".formatted(Base64.getEncoder().encodeToString(ARCHIVE));

    var plan = json(post(":plan", "{%s}".formatted(archive), Role.AUDITOR));

    assertThat(plan.path("unapproved").toString()).isEqualTo("[\"nl-NL/entente.adml\"]");
    assertThat(plan.path("files").findValuesAsString("comparison"))
        .contains("different", "heldBack");
    assertThat(
            post(
                ":copy",
                "{%s, \"digest\": \"%s\"}".formatted(archive, plan.path("digest").asString()),
                ADMINISTRATOR))
        .hasStatus(409)
        .bodyText()
        .contains("\"target\":\"approved\"", "nl-NL/entente.adml");

    var approved = "%s, \"approved\": [\"nl-NL/entente.adml\"]".formatted(archive);
    var digest =
        json(post(":plan", "{%s}".formatted(approved), Role.AUDITOR)).path("digest").asString();
    var request = "{%s, \"digest\": \"%s\"}".formatted(approved, digest);
    var copied = json(post(":copy", request, ADMINISTRATOR));

    assertThat(copied.path("copied").size()).isEqualTo(EntentePolicy.files().size());
    assertThat(copied.path("left").isEmpty()).isTrue();
    assertThat(domain.template(DUTCH)).contains(ours(DUTCH));
    assertThat(post(":copy", request, ADMINISTRATOR))
        .hasStatus(412)
        .bodyText()
        .contains("Plan again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'archive': 'c29tZSB0ZXh0'}         | archive  | this is no ZIP archive",
        "{'archive': 'no Base64!'}           | archive  | archive",
        "{'approved': ['../entente.admx']}   | approved | neither NAME.admx nor",
        "{'approved': ['office.admx']}       | ''       | it is approved, and is none of the files",
      })
  void whatCannotBePlannedIsRefusedWithHowToMendIt(String body, String target, String how) {
    assertThat(post(":plan", body.replace('\'', '"'), Role.AUDITOR))
        .hasStatus(400)
        .bodyText()
        .contains(target)
        .containsIgnoringCase(how);
  }

  @Test
  void copyingNeedsADigest() {
    assertThat(post(":copy", "{}", ADMINISTRATOR))
        .hasStatus(400)
        .bodyText()
        .contains("digest: is required.");
  }

  private static byte[] ours(TemplateName name) {
    return Objects.requireNonNull(EntentePolicy.files().get(name));
  }

  /** The same revision, by somebody else. */
  private static byte[] theirs() {
    return (new String(ours(DUTCH), UTF_8) + "<!-- theirs -->").getBytes(UTF_8);
  }

  private MockMultipartMvcRequestBuilder plan() {
    return upload("", ADMINISTRATOR);
  }

  /** Sends what the plan's page holds. */
  private MockMultipartMvcRequestBuilder copy(String plan) {
    return upload("/copy", ADMINISTRATOR)
        .param("archive", hidden(plan, "archive"))
        .param("digest", hidden(plan, "digest"));
  }

  private MockMultipartMvcRequestBuilder upload(String path, Role role) {
    return server
        .post()
        .uri(PAGE + path)
        .multipart()
        .with(Callers.person(tenant, MIA.id(), role))
        .with(SecurityMockMvcRequestPostProcessors.csrf());
  }

  private MockMvcTester.MockMvcRequestBuilder post(String what, String body, Role role) {
    return server
        .post()
        .uri(API + what)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .with(Callers.person(tenant, MIA.id(), role))
        .with(SecurityMockMvcRequestPostProcessors.csrf());
  }

  private static String hidden(String page, String name) {
    var found =
        Pattern.compile("type=\"hidden\" name=\"%s\" value=\"([^\"]*)\"".formatted(name))
            .matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private static String text(MockMultipartMvcRequestBuilder request)
      throws UnsupportedEncodingException {
    return request.exchange().getResponse().getContentAsString();
  }

  private static JsonNode json(MockMvcTester.MockMvcRequestBuilder request)
      throws UnsupportedEncodingException {
    MvcTestResult result = request.exchange();
    assertThat(result).hasStatusOk();
    return new JsonMapper().readTree(result.getResponse().getContentAsString());
  }
}
