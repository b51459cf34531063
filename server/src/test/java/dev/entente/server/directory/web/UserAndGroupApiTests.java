package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.User;
import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.Role;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EntenteTest
class UserAndGroupApiTests {

  @Autowired private WebApplicationContext context;

  private MockMvcTester server;

  @BeforeEach
  void listen() {
    server = Callers.server(context);
  }

  @Test
  void everyoneFindsAColleagueInGraphsWords() {
    assertThat(server.get().uri("/v1.0/users/{id}", Cast.BEN).with(emil()))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"id": "0b000000-0000-4000-8000-0000000000b1",
             "userPrincipalName": "ben@northlight.example", "displayName": "Ben Okafor",
             "givenName": "Ben", "surname": "Okafor", "mail": "ben@northlight.example",
             "jobTitle": "Account Executive", "department": "Sales",
             "companyName": "Northlight", "accountEnabled": true}
            """);
  }

  @Test
  void theNextLinksLeadThroughEveryoneOnce() throws UnsupportedEncodingException {
    var names = new ArrayList<String>();
    for (var next = "/v1.0/users?$top=3"; !next.isEmpty(); ) {
      var page = page(next);
      page.get("value").forEach(it -> names.add(it.get("displayName").asString()));
      next = page.path("@odata.nextLink").asString("");
    }

    assertThat(names).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void aColleagueIsFoundByUserPrincipalNameToo() {
    assertThat(server.get().uri("/v1.0/users/{name}", "BEN@northlight.example").with(emil()))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("id")
        .isEqualTo(Cast.BEN.toString());
    assertThat(server.get().uri("/v1.0/users/{name}", "nobody@northlight.example").with(emil()))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("error.code")
        .isEqualTo("Request_ResourceNotFound");
  }

  @Test
  @Tag("M14")
  void meIsTheCaller() {
    assertThat(server.get().uri("/v1.0/me?$select=id,displayName").with(emil()))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"@odata.context": "http://localhost:8080/v1.0/$metadata#users/$entity",
             "id": "0b000000-0000-4000-8000-0000000000e1", "displayName": "Emil Lindqvist"}
            """);
  }

  @ParameterizedTest
  @Tag("M14")
  @CsvSource(
      delimiter = '|',
      value = {
        "department eq 'sales' | Ben Okafor, Chloé Marchand",
        "startswith(displayName,'b') | Ben Okafor",
        "mail in ('ADA@northlight.example','ben@northlight.example') | Ada Visser, Ben Okafor",
        "accountEnabled eq false | Dev Sharma",
        "id eq '0b000000-0000-4000-8000-0000000000b1' | Ben Okafor",
        "startswith(mail,'a') or (startswith(mail,'b') and accountEnabled eq true)"
            + " | Ada Visser, Ben Okafor"
      })
  void peopleAreFiltered(String filter, String names) throws UnsupportedEncodingException {
    var page = page("/v1.0/users?$count=true&$filter=" + encoded(filter));

    assertThat(page.get("value").valueStream().map(it -> it.get("displayName").asString()))
        .containsExactly(names.split(", "));
    assertThat(page.get("@odata.count").asInt()).isEqualTo(names.split(", ").length);
  }

  @Test
  @Tag("M14")
  void theNextLinkKeepsWhatWasAsked() throws UnsupportedEncodingException {
    var first =
        page("/v1.0/users?$top=1&$select=mail&$filter=" + encoded("startswith(department,'s')"));
    var second = page(first.get("@odata.nextLink").asString());

    assertThat(first.get("value").get(0).propertyNames()).containsExactly("@odata.type", "mail");
    assertThat(second.get("value").get(0).propertyNames()).containsExactly("@odata.type", "mail");
    assertThat(second.has("@odata.nextLink")).isFalse();
  }

  @Test
  @Tag("M14")
  void whatGraphHasAndWeDoNotKeepMayBeSelectedAndIsAbsent() throws UnsupportedEncodingException {
    var people = page("/v1.0/users?$top=1&$select=mail,mobilePhone,officeLocation,userType");
    var members =
        page(
            "/v1.0/groups/%s/members?$select=displayName,employeeId,visibility"
                .formatted(Cast.SALES),
            gus());

    assertThat(people.get("value").get(0).propertyNames()).containsExactly("@odata.type", "mail");
    assertThat(members.get("value").get(0).propertyNames())
        .containsExactly("@odata.type", "displayName");
  }

  @ParameterizedTest
  @Tag("M14")
  @CsvSource({"/v1.0/users?$select=mobilphone", "/v1.0/groups?$select=displayname"})
  void aMisspeltPropertyIsRefused(String uri) {
    assertThat(server.get().uri(uri).with(gus()))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.message")
        .asString()
        .startsWith("Could not find a property named");
  }

  @Test
  @Tag("M14")
  void whatMayBeSelectedIsWhatMicrosoftsClientKnows() {
    assertThat(new User().getFieldDeserializers().keySet())
        .containsAll(Vocabulary.USER.properties());
    assertThat(new Group().getFieldDeserializers().keySet())
        .containsAll(
            Vocabulary.GROUP.properties().stream().filter(it -> !it.equals("source")).toList());
  }

  @Test
  @Tag("M14")
  void whatOneMayReadCanBeCounted() {
    assertThat(server.get().uri("/v1.0/users/$count").with(emil())).hasBodyTextEqualTo("8");
    assertThat(server.get().uri("/v1.0/groups/$count").with(gus())).hasBodyTextEqualTo("3");
    assertThat(server.get().uri("/v1.0/groups/$count").with(emil())).hasStatus(403);
  }

  @Test
  @Tag("M14")
  void membersOfMembersAreTransitiveMembers() {
    assertThat(names("/v1.0/groups/%s/members".formatted(Cast.SALES)))
        .containsExactly("Ben Okafor", "Sales EMEA");
    assertThat(names("/v1.0/groups/%s/transitiveMembers".formatted(Cast.SALES)))
        .containsExactly("Ben Okafor", "Chloé Marchand", "Sales EMEA");
    assertThat(names("/v1.0/groups/%s/members/microsoft.graph.user".formatted(Cast.SALES)))
        .containsExactly("Ben Okafor");
    assertThat(names("/v1.0/groups/%s/members/microsoft.graph.group".formatted(Cast.SALES)))
        .containsExactly("Sales EMEA");
    assertThat(
            server
                .get()
                .uri("/v1.0/groups/{id}/transitiveMembers/$count", Cast.SALES.toString())
                .with(gus()))
        .hasBodyTextEqualTo("3");
  }

  @Test
  @Tag("M14")
  void pagesOfMembersLeadFromPeopleToGroups() throws UnsupportedEncodingException {
    var names = new ArrayList<String>();
    for (var next = "/v1.0/groups/%s/transitiveMembers?$top=1".formatted(Cast.SALES);
        !next.isEmpty(); ) {
      var page = page(next, gus());
      page.get("value").forEach(it -> names.add(it.get("displayName").asString()));
      next = page.path("@odata.nextLink").asString("");
    }

    assertThat(names).containsExactly("Ben Okafor", "Chloé Marchand", "Sales EMEA");
  }

  @Test
  @Tag("M14")
  void aPersonsGroupsAreTheirsAndTheReadersToSee() {
    var chloe = "/v1.0/users/" + Cast.CHLOE;

    assertThat(names(chloe + "/memberOf")).containsExactly("All Hands", "Sales EMEA");
    assertThat(names(chloe + "/transitiveMemberOf"))
        .containsExactly("All Hands", "Sales", "Sales EMEA");
    assertThat(server.get().uri(chloe + "/memberOf").with(emil())).hasStatus(403);
    assertThat(
            server.get().uri("/v1.0/me/memberOf").with(Callers.person(Cast.NORTHLIGHT, Cast.CHLOE)))
        .hasStatusOk();
  }

  @Test
  @Tag("M14")
  void checkingMemberGroupsCountsNestedOnes() {
    assertThat(
            server
                .post()
                .uri("/v1.0/users/{id}/checkMemberGroups", Cast.CHLOE.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                    "{\"groupIds\": [\"%s\", \"0c000000-0000-4000-8000-00000000ffff\"]}"
                        .formatted(Cast.SALES))
                .with(csrf())
                .with(gus()))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("value")
        .asArray()
        .containsExactly(Cast.SALES.toString());
  }

  @ParameterizedTest
  @Tag("M14")
  @ValueSource(
      strings = {
        "{}",
        "{\"groupIds\": []}",
        "{\"groupIds\": [\"sales\"]}",
        "{\"groupIds\": [null]}",
        "{\"groupIds\": \"sales\"}"
      })
  void aCheckOfNoGroupsIsRefused(String body) {
    assertThat(
            server
                .post()
                .uri("/v1.0/me/checkMemberGroups")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(csrf())
                .with(emil()))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.code")
        .isEqualTo("Request_BadRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1.0/users?$top=0, $top",
    "/v1.0/users?$top=1000, $top",
    "/v1.0/users?$top=few, $top",
    "/v1.0/users?$skiptoken=0b000000-0000-4000-8000-00000000ffff, $skiptoken",
    "/v1.0/users?$filter=shoeSize%20eq%20'43', $filter",
    "/v1.0/users?$select=password, $select",
    "/v1.0/users?$search=%22displayName:ben%22, $search",
    "/v1.0/users?$expand=manager, $expand",
    "/v1.0/users?$orderby=surname, $orderby",
    "/v1.0/users?$count=maybe, $count",
    "/v1.0/users?$top=1&$top=2, $top",
    "/v1.0/users/ben, id"
  })
  void badInputIsRefusedByName(String uri, String target) {
    assertThat(server.get().uri(URI.create(uri)).with(emil()))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.target")
        .isEqualTo(target);
  }

  @Test
  @Tag("M7")
  void anAuditorFindsAGroupByTheBeginningOfItsName() {
    assertThat(
            server
                .get()
                .uri("/v1.0/groups?$filter=startswith(displayName,'sales e')")
                .with(Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR)))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("value")
        .asArray()
        .extracting("displayName", "securityEnabled", "groupTypes")
        .containsExactly(tuple("Sales EMEA", true, List.of()));
  }

  @Test
  @Tag("M7")
  void whoMayNotReadTheSettingMayNotSearchGroups() {
    assertThat(server.get().uri("/v1.0/groups").with(emil())).hasStatus(403);
    assertThat(server.get().uri("/v1.0/groups")).hasStatus(401);
  }

  private List<String> names(String uri) {
    try {
      return page(uri, gus())
          .get("value")
          .valueStream()
          .map(it -> it.get("displayName").asString())
          .toList();
    } catch (UnsupportedEncodingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode page(String uri) throws UnsupportedEncodingException {
    return page(uri, emil());
  }

  private JsonNode page(String uri, RequestPostProcessor caller)
      throws UnsupportedEncodingException {
    var response = server.get().uri(URI.create(uri)).with(caller).exchange().getResponse();
    return JsonMapper.shared().readTree(response.getContentAsString());
  }

  private static String encoded(String filter) {
    return UriUtils.encode(filter, StandardCharsets.UTF_8);
  }

  private static RequestPostProcessor gus() {
    return Callers.person(Cast.NORTHLIGHT, Cast.GUS, Role.AUDITOR);
  }

  private static RequestPostProcessor emil() {
    return Callers.person(Cast.NORTHLIGHT, Cast.EMIL);
  }
}
