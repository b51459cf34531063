package dev.entente.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.connection.AuthorizationResponse;
import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connecting.Beginning;
import dev.entente.server.connection.Connecting.Wish;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.ConsentNotices;
import dev.entente.server.connection.Outcome;
import dev.entente.server.connection.PlayedNetwork;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.Photo;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Networks;
import dev.entente.server.policy.Direction;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * No id of one tenant answers in another. Two tenants hold the same; the caller's is home. The
 * matrix is made of the server's own routes, so a new one joins by being there; routes that ask
 * nobody to sign in are left out, and {@code ScimTokenTests} asks the same of SCIM.
 */
@EntenteTest
@Import(PlayedNetwork.class)
@Tag("M76")
class TenantIsolationTests {

  /** No tenant's ids, or an operator's, who sees every tenant. */
  private static final List<String> OUTSIDE_A_TENANT =
      List.of(
          "/operator/",
          "/signin/",
          "/docs",
          "/openapi.json",
          "/actuator",
          "/v1.0/officePolicy/forms/",
          "/account/connections/callback/",
          "/account/connections/results/");

  private enum Kind {
    CALLER,
    MEMBER,
    GROUP,
    CONNECTION,
    PENDING_CONNECTION,
    SCIM_TOKEN
  }

  /** What the last placeholder of a path stands for. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "/account/connections/{id}", Kind.CONNECTION,
          "/account/connections/pending/{id}", Kind.PENDING_CONNECTION,
          "/admin/directory/scim-tokens/{id}", Kind.SCIM_TOKEN,
          "/card/users/{id}", Kind.CALLER,
          "/v1.0/groups/{id}", Kind.GROUP,
          "/v1.0/groups/{id}/members/{member}", Kind.MEMBER,
          "/v1.0/me/connections/{id}", Kind.CONNECTION,
          "/v1.0/users/{id}", Kind.CALLER,
          "/v1.0/users/{user}", Kind.CALLER,
          "/v1.0/users/{user}/connections/{id}", Kind.CONNECTION);

  /** Of routes that take one; all that they name is of the caller's own tenant. */
  private static final Map<String, String> BODIES =
      Map.of(
          "PATCH /v1.0/me/connections/{id}", "{\"direction\": \"inbound\"}",
          "PATCH /v1.0/groups/{id}", "{\"displayName\": \"Renamed\"}",
          "POST /v1.0/groups/{id}/members/$ref",
              "{\"@odata.id\": \"https://x.example/v1.0/directoryObjects/CALLER\"}",
          "POST /v1.0/groups/{id}/importMembers", "{\"members\": [\"CALLER\"]}",
          "POST /v1.0/users/{id}/checkMemberGroups", "{\"groupIds\": [\"GROUP\"]}");

  /** The network of these tests has no pictures, so that one's own is a 404 as well. */
  private static final Set<String> WITHOUT_A_CONTROL = Set.of("GET /v1.0/users/{id}/card/picture");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]+}");

  @Autowired private WebApplicationContext context;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired private Tenants tenants;
  @Autowired private Directory directory;
  @Autowired private Connecting connecting;
  @Autowired private Connections connections;
  @Autowired private ConsentNotices notices;
  @Autowired private Networks networks;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  private MockMvcTester server;

  @BeforeEach
  void listen() {
    server = Callers.server(context);
  }

  @TestFactory
  Stream<DynamicTest> aForeignIdIsAnsweredLikeOneThatDoesNotExist() {
    var home = furnished();
    var abroad = furnished();
    return routes()
        .flatMap(
            route ->
                route.paths().stream()
                    .map(
                        path ->
                            DynamicTest.dynamicTest(
                                "%s with a foreign %s".formatted(route, KINDS.get(path)),
                                () -> isNotFound(route, path, home, abroad))));
  }

  private void isNotFound(Route route, String path, Household home, Household abroad)
      throws UnsupportedEncodingException {
    var before = rowsOf(abroad.tenant());
    var foreign = answer(route, home, path, abroad.id(kindOf(path)));
    var absent = answer(route, home, path, UUID.randomUUID());

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign).isEqualTo(absent);
    assertThat(rowsOf(abroad.tenant())).isEqualTo(before);
  }

  /** Without it, the test above would pass on a server that answers nothing. */
  @TestFactory
  Stream<DynamicTest> onesOwnIdIsAnswered() {
    return routes()
        .filter(it -> !WITHOUT_A_CONTROL.contains(it.toString()))
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.toString(),
                    () -> {
                      var home = furnished();
                      var path = it.paths().getLast();
                      assertThat(answer(it, home, path, home.id(kindOf(path))).status())
                          .isBetween(200, 303);
                    }));
  }

  @Test
  void aBodyReachesNobodyAbroad() throws UnsupportedEncodingException {
    var home = furnished();
    var abroad = furnished();
    var before = rowsOf(abroad.tenant());
    for (var kind : List.of(Kind.MEMBER, Kind.GROUP)) {
      var group = "/v1.0/groups/" + home.id(Kind.GROUP);
      var address = "\"https://x.example/v1.0/directoryObjects/%s\"".formatted(abroad.id(kind));

      var added = "{\"@odata.id\": %s}".formatted(address);
      assertThat(send(HttpMethod.POST, group + "/members/$ref", added, home)).hasStatus(404);
      var bound = "{\"members@odata.bind\": [%s]}".formatted(address);
      assertThat(send(HttpMethod.PATCH, group, bound, home)).hasStatus(404);
    }
    var imported = "{\"members\": [\"%s\"]}".formatted(abroad.id(Kind.MEMBER));
    var group = "/v1.0/groups/" + home.id(Kind.GROUP);
    assertThat(send(HttpMethod.POST, group + "/importMembers", imported, home))
        .hasStatusOk()
        .bodyText()
        .contains("\"result\":\"notFound\"");
    var checked = "{\"groupIds\": [\"%s\"]}".formatted(abroad.id(Kind.GROUP));
    assertThat(send(HttpMethod.POST, "/v1.0/me/checkMemberGroups", checked, home))
        .hasStatusOk()
        .bodyText()
        .contains("\"value\":[]");

    assertThat(rowsOf(abroad.tenant())).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/users", "/v1.0/groups"})
  void aListHoldsOnesOwnAlone(String route) {
    assertThat(server.get().uri(route).with(ada()))
        .hasStatusOk()
        .bodyText()
        .contains("northlight.example")
        .doesNotContain("harbour.example", "larkfield.example");
  }

  private record Route(HttpMethod method, String pattern) {

    /** Up to each placeholder. */
    List<String> paths() {
      return PLACEHOLDER
          .matcher(pattern)
          .results()
          .map(it -> pattern.substring(0, it.end()))
          .toList();
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  /** What a caller can tell two answers apart by. */
  private record Answer(int status, String body) {}

  /** A tenant with one of everything. */
  private record Household(TenantId tenant, Map<Kind, UUID> ids) {

    UUID id(Kind kind) {
      return Objects.requireNonNull(ids.get(kind));
    }

    RequestPostProcessor caller() {
      return Callers.person(tenant, new UserId(id(Kind.CALLER)), Role.GLOBAL_ADMINISTRATOR);
    }
  }

  private static Kind kindOf(String path) {
    var kind = KINDS.get(path);
    assertThat(kind).as("KINDS says what stands at the end of %s", path).isNotNull();
    return Objects.requireNonNull(kind);
  }

  private Stream<Route> routes() {
    return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
        .flatMap(TenantIsolationTests::routesOf)
        .filter(it -> it.pattern().contains("{"))
        .filter(it -> OUTSIDE_A_TENANT.stream().noneMatch(it.pattern()::startsWith));
  }

  private static Stream<Route> routesOf(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .flatMap(
            pattern ->
                info.getMethodsCondition().getMethods().stream()
                    .map(RequestMethod::asHttpMethod)
                    .map(method -> new Route(method, pattern)));
  }

  /** Asks from home, with this id at the end of this part of the path and home's own elsewhere. */
  private Answer answer(Route route, Household home, String path, UUID id)
      throws UnsupportedEncodingException {
    var uri =
        PLACEHOLDER
            .matcher(route.pattern())
            .replaceAll(
                it -> {
                  var each = route.pattern().substring(0, it.end());
                  return (each.equals(path) ? id : home.id(kindOf(each))).toString();
                });
    var body = BODIES.getOrDefault(route.toString(), "");
    for (var kind : Kind.values()) {
      body = body.replace(kind.name(), home.id(kind).toString());
    }
    var response = send(route.method(), uri, body, home).exchange().getResponse();
    return new Answer(response.getStatus(), withoutTheRequestsOwn(response, id));
  }

  private MockMvcTester.MockMvcRequestBuilder send(
      HttpMethod method, String uri, String body, Household home) {
    var request =
        server
            .method(method)
            .uri(uri)
            .with(home.caller())
            .with(SecurityMockMvcRequestPostProcessors.csrf());
    return body.isEmpty() ? request : request.contentType(MediaType.APPLICATION_JSON).content(body);
  }

  private static String withoutTheRequestsOwn(MockHttpServletResponse response, UUID id)
      throws UnsupportedEncodingException {
    return response
        .getContentAsString()
        .replace(id.toString(), "")
        .replace(String.valueOf(response.getHeader("request-id")), "")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "")
        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  /** Every row that the tenant has, by table. */
  private Map<String, String> rowsOf(TenantId tenant) {
    return transactions.in(
        tenant,
        () -> {
          var rows = new TreeMap<String, String>();
          for (var table : tenantTables()) {
            rows.put(table, rowsOf(table, tenant));
          }
          assertThat(rows.get("connections")).isNotEmpty();
          return rows;
        });
  }

  private String rowsOf(String table, TenantId tenant) {
    return jdbc.sql(
            """
            SELECT coalesce(string_agg(t::text, ' ' ORDER BY t::text), '') FROM %s t
            WHERE tenant_id = :tenant
            """
                .formatted(table))
        .param("tenant", tenant.value())
        .query(String.class)
        .single();
  }

  private UUID scimToken(TenantId tenant) {
    var id = UUID.randomUUID();
    transactions.run(
        tenant,
        () ->
            jdbc.sql(
                    """
                    INSERT INTO scim_tokens (tenant_id, id, name, hash, created_at)
                    VALUES (:tenant, :id, 'Okta', :hash, now())
                    """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("hash", id.toString())
                .update());
    return id;
  }

  /** All but the chores, which the server itself does while the tests run. */
  private List<String> tenantTables() {
    return jdbc.sql(
            """
            SELECT table_name FROM information_schema.columns
            WHERE column_name = 'tenant_id' AND table_schema = current_schema()
              AND table_name <> 'chores'
            """)
        .query((row, _) -> row.getString("table_name"))
        .list();
  }

  private Household furnished() {
    var tenant = NewTenant.of(tenants);
    var caller = new UserId(UUID.randomUUID());
    var member = new UserId(UUID.randomUUID());
    var group = new GroupId(UUID.randomUUID());
    directory.apply(
        tenant,
        Owner.ENTENTE,
        List.of(
            new DirectoryChange.PutPerson(
                person(caller, "mia"), Optional.of(new Photo(new byte[] {1}, "image/png"))),
            new DirectoryChange.PutPerson(person(member, "noa")),
            new DirectoryChange.PutGroup(
                new Group(group, "Sales", Optional.empty(), Group.Kind.SECURITY)),
            new DirectoryChange.AddMembers(group, List.of(member), List.of())),
        new Actor.Operator());
    connect(tenant, caller);
    var connection = connections.liveOf(tenant, caller).getFirst().id().value();
    return new Household(
        tenant,
        Map.of(
            Kind.CALLER, caller.value(),
            Kind.MEMBER, member.value(),
            Kind.GROUP, group.value(),
            Kind.CONNECTION, connection,
            Kind.PENDING_CONNECTION, begin(tenant, caller),
            Kind.SCIM_TOKEN, scimToken(tenant)));
  }

  private static Person person(UserId id, String name) {
    return new Person(
        id,
        name + "@x.example",
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private void connect(TenantId tenant, UserId person) {
    var notice =
        notices.of(tenants.get(tenant), networks.named("linkedin"), Direction.BOTH, Locale.ENGLISH);
    var departure = connecting.forward(tenant, person, begin(tenant, person), "a session", notice);
    var state = UriComponentsBuilder.fromUri(departure).build().getQueryParams().getFirst("state");
    var finish =
        connecting.complete(
            tenant,
            person,
            "a session",
            "linkedin",
            new AuthorizationResponse("mia", null, state, null));
    assertThat(finish.outcome()).isEqualTo(Outcome.CONNECTED);
  }

  private UUID begin(TenantId tenant, UserId person) {
    var beginning = connecting.begin(tenant, person, new Wish("linkedin", Direction.BOTH, "/host"));
    assertThat(beginning).isInstanceOf(Beginning.Begun.class);
    return ((Beginning.Begun) beginning).pending();
  }

  private static RequestPostProcessor ada() {
    return Callers.person(Cast.NORTHLIGHT, Cast.ADA, Role.GLOBAL_ADMINISTRATOR);
  }
}
