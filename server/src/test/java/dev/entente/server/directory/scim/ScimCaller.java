package dev.entente.server.directory.scim;

import dev.entente.server.Callers;
import dev.entente.server.NewTenant;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Tenants;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provisioning client of a tenant of its own, through every filter. */
final class ScimCaller {

  private static final MediaType SCIM = MediaType.valueOf("application/scim+json");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final MockMvcTester server;
  private final TenantId tenant;
  private final String token;

  private ScimCaller(MockMvcTester server, TenantId tenant, String token) {
    this.server = server;
    this.tenant = tenant;
    this.token = token;
  }

  static ScimCaller ofNewTenant(WebApplicationContext context) {
    var tenant = newTenant(context);
    var issued = context.getBean(ScimTokens.class).issue(tenant, "A client", new Actor.Operator());
    return new ScimCaller(Callers.server(context), tenant, issued.secret().reveal());
  }

  static TenantId newTenant(ApplicationContext context) {
    return NewTenant.of(context.getBean(Tenants.class));
  }

  TenantId tenant() {
    return tenant;
  }

  ScimCaller withToken(String other) {
    return new ScimCaller(server, tenant, other);
  }

  MvcTestResult get(String path) {
    return send(HttpMethod.GET, path, "");
  }

  MvcTestResult post(String path, String body) {
    return send(HttpMethod.POST, path, body);
  }

  MvcTestResult patch(String path, String operations) {
    return send(
        HttpMethod.PATCH,
        path,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations));
  }

  MvcTestResult delete(String path) {
    return send(HttpMethod.DELETE, path, "");
  }

  MvcTestResult send(HttpMethod method, String path, String body, String... headers) {
    return send(
        method,
        UriComponentsBuilder.fromUriString("/scim/v2" + path).build().encode().toUri(),
        body,
        headers);
  }

  /** With any character in the filter. */
  MvcTestResult find(String path, String filter) {
    return send(
        HttpMethod.GET,
        UriComponentsBuilder.fromPath("/scim/v2" + path)
            .queryParam("filter", "{filter}")
            .encode()
            .buildAndExpand(filter)
            .toUri(),
        "");
  }

  private MvcTestResult send(HttpMethod method, URI address, String body, String... headers) {
    var request =
        server.method(method).uri(address).header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return (body.isEmpty() ? request : request.contentType(SCIM).content(body)).exchange();
  }

  /** The id of somebody new. */
  String newUser(String userName) {
    return idIn(
        post(
            "/Users",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s"}
            """
                .formatted(userName)));
  }

  /** The id of a new group without members. */
  String newGroup(String displayName) {
    return idIn(
        post(
            "/Groups",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "%s"}
            """
                .formatted(displayName)));
  }

  static JsonNode body(MvcTestResult result) {
    return JSON.readTree(result.getResponse().getContentAsByteArray());
  }

  static String text(MvcTestResult result) {
    return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private static String idIn(MvcTestResult result) {
    return body(result).path("id").stringValue();
  }
}
