package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import dev.entente.server.kernel.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
@Tag("M76")
class ScimTokenTests {

  @Autowired private WebApplicationContext context;

  private MockMvcTester server;
  private ScimCaller client;

  @BeforeEach
  void open() {
    server = Callers.server(context);
    client = ScimCaller.ofNewTenant(context);
  }

  @Test
  void theOperatorIssuesATokenThatIsShownOnceAndRevoked() {
    var issued = issue(client.tenant(), "{\"name\": \"Entra\"}");
    assertThat(issued).hasStatus(201);
    var id = ScimCaller.body(issued).path("id").stringValue();
    var token = ScimCaller.body(issued).path("token").stringValue();
    var entra = client.withToken(token);
    assertThat(entra.get("/Users")).hasStatusOk();

    assertThat(list(client.tenant()))
        .bodyText()
        .contains("Entra", "lastUsed")
        .doesNotContain(token);
    assertThat(revoke(client.tenant(), id)).hasStatus(204);

    assertThat(entra.get("/Users")).hasStatus(401);
    assertThat(client.get("/Users")).hasStatusOk();
    assertThat(revoke(client.tenant(), id)).hasStatus(404);
  }

  @Test
  void aTokenOfOneTenantSeesNothingOfAnother() {
    var stranger = ScimCaller.ofNewTenant(context);
    var mia = client.newUser("mia@x.example");
    var sales = client.newGroup("Sales");

    assertThat(stranger.get("/Users/" + mia)).hasStatus(404);
    assertThat(stranger.get("/Users?filter=userName eq \"mia@x.example\""))
        .bodyText()
        .contains("\"totalResults\":0");
    assertThat(stranger.delete("/Groups/" + sales)).hasStatus(404);
    assertThat(
            stranger.patch(
                "/Groups/" + stranger.newGroup("Theirs"),
                "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}"
                    .formatted(mia)))
        .hasStatus(400);
  }

  @Test
  void theOperatorSeesATenantsOwnTokensAlone() {
    var stranger = ScimCaller.newTenant(context);
    var id =
        ScimCaller.body(issue(client.tenant(), "{\"name\": \"Entra\"}")).path("id").stringValue();

    assertThat(list(stranger)).bodyText().doesNotContain("Entra");
    assertThat(revoke(stranger, id)).hasStatus(404);
    assertThat(issue(new TenantId(UUID.randomUUID()), "{\"name\": \"Entra\"}")).hasStatus(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\": \" \"}"})
  void aTokenHasAName(String body) {
    assertThat(issue(client.tenant(), body)).hasStatus(400);
  }

  @Test
  void withoutATokenTheSchemeIsTold() {
    assertThat(server.get().uri("/scim/v2/Users"))
        .hasStatus(401)
        .hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .bodyText()
        .contains("urn:ietf:params:scim:api:messages:2.0:Error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"operator-test-token", "entente-scim-", "entente-scim-%%%", "entente-scim-AAAA"})
  void aTokenOfNobodyIsRefused(String token) {
    assertThat(client.withToken(token).get("/Users"))
        .hasStatus(401)
        .hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
  }

  private MvcTestResult issue(TenantId tenant, String body) {
    return server
        .post()
        .uri("/operator/tenants/{id}/scimTokens", tenant)
        .with(Callers.operator())
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  private MvcTestResult list(TenantId tenant) {
    return server
        .get()
        .uri("/operator/tenants/{id}/scimTokens", tenant)
        .with(Callers.operator())
        .exchange();
  }

  private MvcTestResult revoke(TenantId tenant, String id) {
    return server
        .delete()
        .uri("/operator/tenants/{id}/scimTokens/{token}", tenant, id)
        .with(Callers.operator())
        .exchange();
  }
}
