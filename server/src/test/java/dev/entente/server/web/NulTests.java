package dev.entente.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** PostgreSQL's texts hold no NUL, so one that is sent is refused before it gets there. */
@EntenteTest
@Tag("M14")
class NulTests {

  private static final List<String> OPTIONS = List.of("$filter", "$select", "$skiptoken", "$top");

  @Autowired private WebApplicationContext context;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping routes;

  @Test
  void noPathAndNoQueryFailsOnOne() {
    var failed =
        routes.getHandlerMethods().entrySet().stream()
            .filter(
                it -> it.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
            .flatMap(NulTests::requests)
            .filter(it -> send(HttpMethod.GET, it, "").getResponse().getStatus() >= 500)
            .toList();

    assertThat(failed).isEmpty();
  }

  /** A NUL in each variable of the path, and in each parameter, one at a time. */
  private static Stream<String> requests(Map.Entry<RequestMappingInfo, HandlerMethod> route) {
    return route.getKey().getPatternValues().stream()
        .flatMap(
            it ->
                Stream.concat(
                    Stream.of(it.replaceAll("\\{[^}]*}", "a@%00b")),
                    parameters(route.getValue())
                        .map(
                            name ->
                                it.replaceAll("\\{[^}]*}", Cast.BEN.toString())
                                    + "?"
                                    + name
                                    + "=a%00b")))
        .filter(it -> !it.contains("*"));
  }

  private static Stream<String> parameters(HandlerMethod handler) {
    return Stream.concat(
        OPTIONS.stream(),
        Arrays.stream(handler.getMethodParameters())
            .filter(it -> it.hasParameterAnnotation(RequestParam.class))
            .map(it -> it.getParameter().getName()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/users?$filter=mail%20eq%20'a%00b'",
        "/v1.0/groups?$filter=startswith(displayName,'a%00b')",
        "/v1.0/users/$count?$filter=mail%20eq%20'a%00b'",
        "/v1.0/users?$select=mail%00",
        "/v1.0/users?$skiptoken=dTBiMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDBiMQA",
        "/v1.0/users/a%00b@northlight.example",
        "/v1.0/users/a%00b@northlight.example/card",
        "/v1.0/groups/a%00b"
      })
  void aTextThatIsAskedForIsRefused(String uri) {
    assertThat(send(HttpMethod.GET, uri, "")).hasStatus(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1.0/groups | {'displayName': 'a~b', 'securityEnabled': true}",
        "POST | /v1.0/groups | {'displayName': 'a', 'description': '~', 'securityEnabled': true}",
        "POST | /v1.0/groups | {'displayName': 'a', 'securityEnabled': true,"
            + " 'groupTypes': ['DynamicMembership'], 'membershipRule': 'user.mail -eq \\'a~b\\''}",
        "POST | /v1.0/groups | {'displayName': 'a', 'securityEnabled': true,"
            + " 'members@odata.bind': ['https://x.example/v1.0/users/~']}",
        "PATCH | /v1.0/groups/{group} | {'description': 'a~b'}",
        "POST | /v1.0/groups/{group}/members/$ref | {'@odata.id': 'https://x.example/v1.0/users/~'}",
        "POST | /v1.0/groups/{group}/importMembers | {'members': ['a~b@northlight.example']}",
        "POST | /v1.0/me/checkMemberGroups | {'groupIds': ['~']}",
        "PATCH | /v1.0/policies/accountConnections | {'setting': '~'}",
        "PATCH | /v1.0/policies/accountConnections | {'setting': 'selectedGroup', 'selectedGroup': '~'}"
      })
  void aTextThatIsSentIsRefused(String method, String path, String body) {
    var answer =
        send(
            HttpMethod.valueOf(method),
            path.replace("{group}", Cast.SALES.toString()),
            body.replace("\\'", "\\\"").replace("'", "\"").replace("~", "\\u0000"));

    assertThat(answer).hasStatus(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "name",
        "domains",
        "cloud",
        "country",
        "rollout",
        "preset",
        "privacyStatement",
        "issuer",
        "clientId",
        "clientSecret",
        "userClaim",
        "audience",
        "selectedUsers"
      })
  @Tag("M76")
  void aTenantsDefinitionIsRefusedWithOne(String field) {
    var id = UUID.randomUUID();
    var definition =
        """
        {"id": "ID", "name": "Seaside", "domains": ["ID.example"], "cloud": "global",
         "country": "DE", "rollout": "notYet", "preset": "documented",
         "privacyStatement": "https://seaside.example/privacy",
         "signIn": {"issuer": "https://ID.example/oidc", "clientId": "entente",
                    "clientSecret": "a-secret", "userClaim": "sub", "audience": "entente"},
         "selectedUsers": ["ann@ID.example"]}
        """
            .replace("ID", id.toString());
    var withNul = definition.replaceFirst("(\"%s\": \\[?\")".formatted(field), "$1a\\\\u0000");

    assertThat(withNul).isNotEqualTo(definition);
    assertThat(operator(HttpMethod.POST, "", withNul)).hasStatus(400);
    assertThat(operator(HttpMethod.GET, "/" + id, "")).hasStatus(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH | /{tenant} | {'rollout': 'reached~'}",
        "POST | /{tenant}/scimTokens | {'name': 'a~b'}",
      })
  @Tag("M76")
  void theOperatorsChangeOfATenantIsRefusedWithOne(String method, String path, String body) {
    var answer =
        operator(
            HttpMethod.valueOf(method),
            path.replace("{tenant}", Cast.NORTHLIGHT.toString()),
            body.replace("'", "\"").replace("~", "\\u0000"));

    assertThat(answer).hasStatus(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/admin/users/settings | version=1&setting=no~",
        "/admin/users/settings | version=1&setting=selectedGroup&selectedGroup=~",
        "/admin/users/settings | version=1&findGroup=true&groupSearch=a~",
        "/admin/users/settings | version=1&countGroup=~",
        "/admin/users/settings/selected/group | name=a~b",
        "/admin/users/settings/selected/move | group=~&version=1",
        "/admin/directory/scim-tokens | name=a~b",
        "/admin/directory/run | full=~",
        "/admin/group-policy/domain | goal=a~&digest=b",
      })
  void aFormIsRefusedWithOne(String path, String form) {
    assertThat(post(path, form)).hasStatus(400);
  }

  @Test
  void insideABatchItIsRefusedAsAlone() {
    var urls = List.of("/users?$filter=mail eq 'a%00b'", "/users?$filter=mail eq 'a\\u0000b'");
    var requests =
        urls.stream()
            .map(
                it ->
                    "{\"id\":\"%d\",\"method\":\"GET\",\"url\":\"%s\"}"
                        .formatted(urls.indexOf(it), it))
            .collect(Collectors.joining(","));

    assertThat(send(HttpMethod.POST, "/v1.0/$batch", "{\"requests\":[%s]}".formatted(requests)))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("responses[*].status")
        .asArray()
        .containsExactly(400, 400);
  }

  private MvcTestResult operator(HttpMethod method, String path, String body) {
    return Callers.server(context)
        .method(method)
        .uri(URI.create("/operator/tenants" + path))
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .with(Callers.operator())
        .exchange();
  }

  private MvcTestResult post(String path, String form) {
    return Callers.server(context)
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form.replace("~", "%00"))
        .with(csrf())
        .with(Callers.person(Cast.NORTHLIGHT, Cast.ADA, Role.GLOBAL_ADMINISTRATOR))
        .exchange();
  }

  private MvcTestResult send(HttpMethod method, String uri, String body) {
    return Callers.server(context)
        .method(method)
        .uri(URI.create(uri))
        .contentType(MediaType.APPLICATION_JSON)
        .header("If-Match", "*")
        .content(body)
        .with(csrf())
        .with(Callers.person(Cast.NORTHLIGHT, Cast.ADA, Role.GLOBAL_ADMINISTRATOR))
        .exchange();
  }
}
