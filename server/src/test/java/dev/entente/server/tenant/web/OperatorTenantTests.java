package dev.entente.server.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import dev.entente.server.custody.SealBroken;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Availability.Reason;
import dev.entente.server.tenant.Availability.Unavailable;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.TenantProvisioned;
import dev.entente.server.tenant.Tenants;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** A tenant of each test's own. */
@EntenteTest
@RecordApplicationEvents
@Tag("M76")
class OperatorTenantTests {

  @Autowired private WebApplicationContext context;
  @Autowired private Tenants tenants;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApplicationEvents events;

  private MockMvcTester server;
  private TenantId tenant;
  private String definition;

  @BeforeEach
  void define() {
    server = Callers.server(context);
    tenant = new TenantId(UUID.randomUUID());
    definition =
        """
        {"id": "ID", "name": "Seaside", "domains": ["ID.example"], "cloud": "global",
         "country": "DE", "rollout": "notYet", "preset": "documented",
         "privacyStatement": "https://seaside.example/privacy",
         "signIn": {"issuer": "https://ID.example/oidc", "clientId": "entente",
                    "clientSecret": "a-secret-of-the-operator"}}
        """
            .replace("ID", tenant.toString());
  }

  @Test
  void createsATenantAndNeverShowsItsSecret() {
    assertThat(post(definition))
        .hasStatus(201)
        .hasHeader("Location", "/operator/tenants/" + tenant)
        .bodyText()
        .contains("Seaside")
        .doesNotContain("a-secret-of-the-operator");
    assertThat(get("/operator/tenants/" + tenant))
        .hasStatusOk()
        .bodyText()
        .doesNotContain("a-secret-of-the-operator");
    assertThat(get("/operator/tenants")).bodyText().contains(tenant.toString());
    assertThat(clientSecret()).isEqualTo("a-secret-of-the-operator");
    assertThat(post(definition)).hasStatus(409);
  }

  @Test
  void aSecretThatCannotBeOpenedHarmsNothingElseAndIsReplacedByTheDefinition() {
    assertThat(put(definition)).hasStatus(201);
    jdbc.sql("UPDATE tenants SET client_secret = '\\x00' WHERE id = :id")
        .param("id", tenant.value())
        .update();

    assertThat(tenants.ids()).contains(tenant);
    assertThat(tenants.all()).extracting(Tenant::id).contains(tenant);
    assertThatThrownBy(this::clientSecret).isInstanceOf(SealBroken.class);

    assertThat(put(definition)).hasStatusOk();
    assertThat(clientSecret()).isEqualTo("a-secret-of-the-operator");
  }

  private String clientSecret() {
    return tenants.clientSecret(tenant, tenants.get(tenant).signIn()).reveal();
  }

  @Test
  void theSameDefinitionAgainChangesNothing() {
    assertThat(put(definition)).hasStatus(201);
    assertThat(put(definition)).hasStatusOk();
    assertThat(events.stream(TenantProvisioned.class)).hasSize(1);

    assertThat(put(definition.replace("Seaside", "Seaside Group"))).hasStatusOk();
    assertThat(events.stream(TenantProvisioned.class))
        .extracting(it -> it.before().isPresent())
        .containsExactly(false, true);
    assertThat(tenants.byDomain(tenant + ".EXAMPLE")).contains(tenants.get(tenant));
  }

  @Test
  @Tag("M4")
  @Tag("M3")
  void theRolloutBringsTheDefaultOfTheCountry() {
    put(definition);
    assertThat(tenants.get(tenant).availability())
        .isEqualTo(new Unavailable(Reason.NOT_ROLLED_OUT_YET));

    assertThat(patch("{\"rollout\": \"reached\"}"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("settingAvailable")
        .isEqualTo(true);

    assertThat(tenants.get(tenant).availability()).isEqualTo(new Available(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name": "Seaside"              | "name": " "                  | name
          .example"]                     | .example", null]             | domains
          .example"]                     | .example", "no domain"]      | domains
          "cloud": "global"              | "cloud": "earth"             | cloud
          "country": "DE"                | "country": "XX"              | country
          "country": "DE"                | "country": "de"              | country
          "rollout": "notYet"            | "rollout": null              | rollout
          "preset": "documented"         | "preset": "loose"            | preset
          https://seaside.example        | javascript://seaside.example | privacyStatement
          "clientId": "entente"          | "clientId": ""               | signIn.clientId
          "clientSecret"                 | "secret"                     | signIn.secret
          "a-secret-of-the-operator"     | null                         | signIn.clientSecret
          """)
  void aBadFieldIsNamedAndNothingIsMade(String valid, String invalid, String target) {
    assertThat(post(definition.replace(valid, invalid)))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.target")
        .isEqualTo(target);
    assertThat(tenants.find(tenant)).isEmpty();
  }

  @Test
  void aDomainOfAnotherTenantIsRefused() {
    assertThat(post(definition.replace(tenant + ".example\"]", "northlight.example\"]")))
        .hasStatus(409);
    assertThat(tenants.find(tenant)).isEmpty();
  }

  @Test
  void aTenantThatIsNotThereIsNotFound() {
    assertThat(get("/operator/tenants/" + tenant)).hasStatus(404);
    assertThat(patch("{\"rollout\": \"reached\"}")).hasStatus(404);
  }

  @Test
  void theIdInTheAddressAndInTheBodyAreTheSame() {
    var other = UUID.randomUUID().toString();

    assertThat(put(definition.replace("\"id\": \"" + tenant, "\"id\": \"" + other))).hasStatus(400);
  }

  @Test
  void onlyTheOperatorsTokenOpensTheApi() {
    assertThat(server.get().uri("/operator/tenants")).hasStatus(401);
    assertThat(server.get().uri("/operator/tenants").header("Authorization", "Bearer guess"))
        .hasStatus(401);
  }

  private MvcTestResult get(String uri) {
    return server.get().uri(uri).with(Callers.operator()).exchange();
  }

  private MvcTestResult post(String body) {
    return send(HttpMethod.POST, "/operator/tenants", body);
  }

  private MvcTestResult put(String body) {
    return send(HttpMethod.PUT, "/operator/tenants/" + tenant, body);
  }

  private MvcTestResult patch(String body) {
    return send(HttpMethod.PATCH, "/operator/tenants/" + tenant, body);
  }

  private MvcTestResult send(HttpMethod method, String uri, String body) {
    return server
        .method(method)
        .uri(uri)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .with(Callers.operator())
        .exchange();
  }
}
