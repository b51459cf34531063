package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.Role;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
@Tag("M76")
class ScimTokenPageTests {

  private static final String PAGE = "/admin/directory/scim-tokens";
  private static final Pattern TOKEN = Pattern.compile("entente-scim-[\\w-]+");
  private static final Pattern REVOKE = Pattern.compile(PAGE + "/([0-9a-f-]{36})/revoke");

  @Autowired private WebApplicationContext context;

  private MockMvcTester server;
  private ScimCaller client;
  private UserId person;

  @BeforeEach
  void open() {
    server = Callers.server(context);
    client = ScimCaller.ofNewTenant(context);
    person = UserId.parse(client.newUser("lars@x.example"));
  }

  @Test
  void anAdministratorIssuesATokenThatIsShownOnceAndRevoked() {
    var issued = post(PAGE + "?name=Okta", administrator());
    assertThat(issued).hasStatusOk().hasHeader("Cache-Control", "no-store");
    var okta = client.withToken(first(TOKEN, issued, 0));
    assertThat(okta.get("/Users")).hasStatusOk();

    assertThat(page(administrator())).bodyText().contains("Okta").doesNotContain("entente-scim-");
    var ofTheFirst = first(REVOKE, page(administrator()), 1);
    assertThat(post("%s/%s/revoke".formatted(PAGE, ofTheFirst), administrator()))
        .hasStatus3xxRedirection();

    assertThat(client.get("/Users")).hasStatus(401);
    assertThat(okta.get("/Users")).hasStatusOk();
  }

  @Test
  void aTokenHasAName() {
    assertThat(post(PAGE, administrator())).hasStatus(400);
  }

  @Test
  void anAuditorMayLookAndNobodyElseAtAll() {
    assertThat(page(caller(Role.AUDITOR)))
        .hasStatusOk()
        .bodyText()
        .contains("A client")
        .doesNotContain("id=\"issue\"", "revoke\"");
    assertThat(post(PAGE + "?name=Okta", caller(Role.AUDITOR))).hasStatus(403);
    assertThat(post("%s/%s/revoke".formatted(PAGE, UUID.randomUUID()), caller(Role.AUDITOR)))
        .hasStatus(403);
    assertThat(page(caller())).hasStatus(403);
  }

  private static String first(Pattern pattern, MvcTestResult answer, int group) {
    var matcher = pattern.matcher(ScimCaller.text(answer));
    assertThat(matcher.find()).isTrue();
    return matcher.group(group);
  }

  private MvcTestResult page(RequestPostProcessor caller) {
    return server.get().uri(PAGE).with(caller).exchange();
  }

  private MvcTestResult post(String uri, RequestPostProcessor caller) {
    return server
        .post()
        .uri(uri)
        .with(caller)
        .with(SecurityMockMvcRequestPostProcessors.csrf())
        .exchange();
  }

  private RequestPostProcessor administrator() {
    return caller(Role.GLOBAL_ADMINISTRATOR);
  }

  private RequestPostProcessor caller(Role... roles) {
    return Callers.person(client.tenant(), person, roles);
  }
}
