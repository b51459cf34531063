package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectorySearch;
import dev.entente.server.directory.Members;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each test has a tenant of its own, in which Mia is a director and Noa reports to her. */
@EntenteTest
@Tag("M76")
class ScimTests {

  private static final String USER =
      "\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"]";
  private static final String GROUP =
      "\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:Group\"]";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  @Autowired private WebApplicationContext context;
  @Autowired private Directory directory;
  @Autowired private DirectorySearch search;

  private ScimCaller client;
  private String mia;
  private String noa;

  @BeforeEach
  void provision() {
    client = ScimCaller.ofNewTenant(context);
    mia =
        create(
            "/Users",
            """
            {%s, "userName": "mia@x.example", "displayName": "Mia Berg", "externalId": "m-1",
             "title": "Director", "emails": [{"value": "mia@x.example"}]}
            """
                .formatted(USER));
    noa =
        create(
            "/Users",
            """
            {%s, "userName": "noa@x.example", "displayName": "Noa Dahl", "active": false,
             "name": {"givenName": "Noa", "familyName": "Dahl"},
             "%s": {"department": "Sales", "manager": {"value": "%s"}}}
            """
                .formatted(USER, ENTERPRISE, mia));
  }

  @Test
  void whoComesByScimIsInTheDirectoryWithTheAnswer() {
    assertThat(person(noa))
        .isEqualTo(
            new Person(
                UserId.parse(noa),
                "noa@x.example",
                "Noa Dahl",
                Optional.of("Noa"),
                Optional.of("Dahl"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Sales"),
                Optional.empty(),
                Optional.of(UserId.parse(mia)),
                false));
  }

  @Test
  void aLeaverIsDisabledWithTheAnswer() {
    assertThat(
            client.patch(
                "/Users/" + mia, "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}"))
        .hasStatusOk();

    assertThat(directory.person(client.tenant(), UserId.parse(mia)).orElseThrow().enabled())
        .isFalse();
  }

  @Test
  void whoIsDeletedIsInNoGroupAnyMore() {
    var sales = create("/Groups", group("Sales", mia, noa));

    assertThat(client.delete("/Users/" + mia)).hasStatus(204);

    assertThat(directory.person(client.tenant(), UserId.parse(mia))).isEmpty();
    assertThat(client.get("/Groups/" + sales))
        .bodyJson()
        .isEqualTo(
            """
            {"members": [{"value": "%s"}], "meta": {"version": "W/\\"2\\""}}
            """
                .formatted(noa),
            JsonCompareMode.LENIENT);
  }

  @Test
  @Tag("M7")
  void groupsNestAndCyclesAreHarmless() {
    var inner = create("/Groups", group("Inner", noa));
    var outer = create("/Groups", group("Outer", inner));

    assertThat(client.patch("/Groups/" + inner, addMembers(outer))).hasStatus(204);

    assertThat(Members.has(search, client.tenant(), UserId.parse(noa), GroupId.parse(outer)))
        .isTrue();
    assertThat(members("/Groups/" + outer)).containsExactly(inner);
  }

  @Test
  void aRequestWithOneUnknownMemberChangesNothing() {
    var sales = create("/Groups", group("Sales", mia));
    var stranger = UUID.randomUUID().toString();

    assertThat(
            client.patch(
                "/Groups/" + sales,
                "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"Renamed\"}, "
                    + addMembers(noa, stranger)))
        .hasStatus(400)
        .bodyText()
        .contains("invalidValue", stranger);

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
    assertThat(client.get("/Groups/" + sales)).bodyText().contains("\"Sales\"");
  }

  @Test
  void removingWhoIsNoMemberIsNoError() {
    var sales = create("/Groups", group("Sales", mia));

    assertThat(
            client.patch(
                "/Groups/" + sales,
                "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(noa)))
        .hasStatus(204);

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op': 'remove', 'path': 'members[display eq \\'Mia Berg\\']'} | invalidPath",
        "{'op': 'remove', 'path': 'members[userName eq \\'mia@x.example\\']'} | invalidPath",
        "{'op': 'remove', 'path': 'members[value eq \\'${mia}\\''} | invalidPath",
        "{'op': 'remove', 'path': 'members[value eq \\'${mia}\\' and value pr]'} | invalidPath",
        "{'op': 'remove', 'path': 'members[value eq \\'\\']'} | invalidPath",
        "{'op': 'remove', 'path': 'members[value eq ${mia}]'} | invalid",
        "{'op': 'remove', 'path': 'members value eq \\'${mia}\\''} | invalidPath",
        "{'op': 'remove', 'path': 'members(value eq \\'${mia}\\')'} | invalidPath",
        "{'op': 'remove', 'path': 'members[value eq \\'${mia}\\'] junk'} | invalidPath",
        "{'op': 'remove', 'path': 'members[value eq \\'${mia}\\'].display'} | invalidPath",
        "{'op': 'remove', 'path': 'members.value'} | invalidPath",
        "{'op': 'remove', 'path': 'Members junk'} | invalidPath",
        "{'OP': 'remove', 'PATH': 'members junk'} | invalidPath",
        "{'op': 'remove', 'path': 'members', 'Path': 'title'} | invalidSyntax",
        "{'op': 'remove', 'path': ['members']} | invalidPath",
        "{'op': 'remove', 'path': 'members', 'value': ['${mia}']} | invalidValue",
        "{'op': 'remove', 'path': 'members', 'value': '${mia}'} | invalidValue",
        "{'op': 'remove', 'path': 'members', 'value': [{'id': '${mia}'}]} | invalidValue",
        "{'op': 'remove', 'path': 'members', 'value': [{'value': 5}]} | invalidValue",
        "{'op': 'remove', 'path': 'members', 'value': []} | invalidValue",
        "{'op': 'remove', 'value': {'members': [{'value': '${mia}'}]}} | noTarget",
        "{'op': 'add', 'path': 'members'} | invalidValue",
        "{'op': 'replace', 'path': 'members'} | invalidValue",
        "{'op': 'add', 'path': 'members', 'value': null} | invalidValue",
        "{'op': 'add', 'value': {'members': null}} | invalidValue",
        "{'op': 'add', 'value': [{'members': null}]} | invalidValue",
        "{'op': 'add', 'value': '{\\'members\\': null}'} | invalidValue",
        "{'op': 'add', 'path': 'members', 'value': [{}]} | invalidValue",
        "{'op': 'add', 'path': 'members', 'value': [null]} | invalidValue",
        "{'op': 'add', 'value': {'Members': [{'display': 'Noa'}]}} | invalidValue",
        "{'op': 'replace', 'value': {'members': '${mia}'}} | invalidValue",
        "{'op': 'replace', 'value': {'members[value eq \\'${mia}\\']': []}} | invalidPath"
      })
  void whatIsNotUnderstoodOfMembersIsRefused(String operation, String scimType) {
    var sales = create("/Groups", group("Sales", mia));

    assertThat(client.patch("/Groups/" + sales, json(operation)))
        .hasStatus(400)
        .bodyText()
        .contains(scimType);

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'remove', 'path': 'members[value eq \\'${mia}\\']'}",
        "{'op': 'remove', 'path': 'MEMBERS[ Value  EQ \\'${mia}\\' ]'}",
        "{'op': 'remove', 'path': 'members[value eq \\'no-id\\' or value eq \\'${mia}\\']'}",
        "{'op': 'remove', 'path': 'URN:ietf:params:scim:schemas:core:2.0:Group:members[value eq \\'${mia}\\']'}",
        "{'Op': 'Remove', 'Path': 'Members', 'Value': [{'Value': '${mia}'}]}",
        "{'op': 'remove', 'path': 'members', 'value': {'value': '${mia}'}}",
        "{'op': 'replace', 'path': 'members', 'value': [{'value': '${noa}'}]}",
        "{'op': 'replace', 'value': {'Members': [{'Value': '${noa}'}]}}",
        "{'op': 'replace', 'value': [{'members': [{'value': '${noa}'}]}]}"
      })
  void whoIsRemovedInWhateverWordsHasGone(String operation) {
    var sales = create("/Groups", group("Sales", mia, noa));

    assertThat(client.patch("/Groups/" + sales, json(operation))).hasStatus(204);

    assertThat(members("/Groups/" + sales)).containsExactly(noa);
  }

  /** RFC 7644 §3.5.2.2, RFC 7643 §2.5. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'remove', 'path': 'members'}",
        "{'op': 'replace', 'path': 'members', 'value': null}",
        "{'op': 'replace', 'path': 'members', 'value': []}",
        "{'op': 'replace', 'value': {'members': null}}"
      })
  void allMembersAreRemovedByNamingThemAll(String operation) {
    var sales = create("/Groups", group("Sales", mia, noa));

    assertThat(client.patch("/Groups/" + sales, json(operation))).hasStatus(204);

    assertThat(members("/Groups/" + sales)).isEmpty();
  }

  @Test
  void addingNobodyChangesNothing() {
    var sales = create("/Groups", group("Sales", mia));

    assertThat(client.patch("/Groups/" + sales, addMembers())).hasStatus(204);

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
  }

  @Test
  void aGroupIsNotReplacedByOneWhoseMembersAreNotNamed() {
    var sales = create("/Groups", group("Sales", mia));
    var unnamed = "{%s, \"displayName\": \"Sales\", \"members\": [{}]}".formatted(GROUP);

    assertThat(client.send(HttpMethod.PUT, "/Groups/" + sales, unnamed))
        .hasStatus(400)
        .bodyText()
        .contains("invalidValue");

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op': 'remove', 'path': 'title junk'} | invalidPath",
        "{'op': 'remove', 'path': 'emails[type eq \\'work\\''} | invalidPath",
        "{'op': 'remove', 'path': 'emails[type eq \\'work\\' junk]'} | invalidFilter",
        "{'op': 'add', 'path': 'title', 'value': null} | invalidValue",
        "{'op': 'add', 'value': {'title': null}} | invalidValue",
        "{'op': 'add', 'path': 'title'} | invalidValue"
      })
  void whatIsNotUnderstoodOfAPersonIsRefused(String operation, String scimType) {
    assertThat(client.patch("/Users/" + mia, json(operation)))
        .hasStatus(400)
        .bodyText()
        .contains(scimType);

    assertThat(person(mia).jobTitle()).hasValue("Director");
    assertThat(person(mia).mail()).hasValue("mia@x.example");
  }

  @Test
  void membersComeAndGoByTheThousand() {
    var sales = client.newGroup("Sales");
    var everybody = thousand();

    assertThat(client.patch("/Groups/" + sales, addMembers(everybody))).hasStatus(204);
    assertThat(members("/Groups/" + sales)).hasSize(1_000);

    var one = everybody[0];
    var others = List.of(everybody).subList(1, 1_000);
    var removals =
        others.stream()
            .map("{\"op\": \"Remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}"::formatted)
            .collect(Collectors.joining(","));
    assertThat(client.patch("/Groups/" + sales, removals)).hasStatus(204);
    assertThat(members("/Groups/" + sales)).containsExactly(one);
  }

  @Test
  void anExternalIdThatIsAFreeGuidBecomesTheId() {
    var guid = UUID.randomUUID().toString();

    assertThat(create("/Users", user("ola@x.example", guid))).isEqualTo(guid);
    assertThat(create("/Users", user("pia@x.example", "a-1234"))).isNotEqualTo("a-1234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"m-1", "${mia}"})
  void anExternalIdIsOnePersons(String externalId) {
    assertThat(client.post("/Users", user("ola@x.example", externalId.replace("${mia}", mia))))
        .hasStatus(409)
        .bodyText()
        .contains("uniqueness");
    assertThat(directory.personByPrincipalName(client.tenant(), "ola@x.example")).isEmpty();
  }

  @Test
  void whatAnotherSourceOwnsIsNotScimsToChange() {
    var cleo = new UserId(UUID.randomUUID());
    directory.apply(
        client.tenant(), Owner.CSV, List.of(new DirectoryChange.PutPerson(cleo(cleo))), server());

    assertThat(client.get("/Users/" + cleo)).hasStatus(404);
    assertThat(client.delete("/Users/" + cleo)).hasStatus(404);
    assertThat(client.post("/Users", user("cleo@x.example", "c-1"))).hasStatus(409);
    assertThat(client.post("/Users", user("other@x.example", cleo.toString()))).hasStatus(409);
    assertThat(create("/Groups", group("Mixed", mia, cleo.toString()))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "userName eq \"MIA@x.example\" | Mia",
        "id eq \"${mia}\" | Mia",
        "id eq \"no guid\" | ",
        "externalId eq \"m-1\" | Mia",
        "externalId eq \"M-1\" | ",
        "displayName sw \"no\" | Noa",
        "displayName ew \"DAHL\" | Noa",
        "displayName co \"a\" | Mia,Noa",
        "displayName ne \"Mia Berg\" | Noa",
        "displayName gt \"mz\" | Noa",
        "title pr | Mia",
        "not (title pr) | Noa",
        "title eq null | Noa",
        "not (title eq \"Director\") | Noa",
        "active eq true | Mia",
        "active eq false | Noa",
        "emails.value eq \"mia@x.example\" | Mia",
        "emails[type eq \"work\" and value co \"mia\"] | Mia",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"sales\" | Noa",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"${mia}\" | Noa",
        "meta.lastModified gt \"2020-01-01T00:00:00Z\" | Mia,Noa",
        "meta.created lt \"2020-01-01T00:00:00Z\" | ",
        "userName sw \"mia\" or name.givenName eq \"noa\" and active eq true | Mia",
        "(userName sw \"mia\" or name.givenName eq \"noa\") and active eq false | Noa",
        "userName eq \"' OR true --\" | ",
        "title eq \"\" | ",
        "displayName eq \"Mia \\u0042erg\" | Mia",
        "displayName eq \"Mia Berg)]\" or externalId eq \"m-1\" | Mia"
      })
  void filtersFindWhomTheyName(String filter, String found) {
    assertThat(displayNames("/Users?sortBy=displayName&filter=" + filter.replace("${mia}", mia)))
        .containsExactlyElementsOf(found == null ? List.of() : List.of(found.strip().split(",")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName",
        "userName eq",
        "userName like \"x\"",
        "nickName eq \"x\"",
        "active co \"tr\"",
        "meta.created eq \"yesterday\"",
        "(userName eq \"x\"",
        "name eq \"x\"",
        "userName eq \"x\" junk",
        "userName eq \"x\" userName eq \"y\"",
        "active eq true)",
        "emails[type eq \"work\"][value pr]",
        "userName eq \"x",
        "userName eq \"CORP\\mia\"",
        "userName eq \"a\\u0000b\"",
        "userName eq 5",
        "active eq \"true\""
      })
  void aFilterThatCannotBeIsRefused(String filter) {
    refused(client.get("/Users?filter=" + filter));
    assertThat(
            client.post(
                "/Users/.search",
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "Filter": %s}
                """
                    .formatted(JsonMapper.shared().writeValueAsString(filter))))
        .hasStatus(400)
        .bodyText()
        .contains("scimType");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Team \"Blue\"",
        "CORP\\Sales",
        "50 % (north) [a]",
        "Köln + Zürich & more",
        "~~",
        "two\nlines"
      })
  void aGroupIsFoundByWhateverNameItHas(String name) {
    var quoted = JsonMapper.shared().writeValueAsString(name);
    var id = create("/Groups", "{%s, \"displayName\": %s}".formatted(GROUP, quoted));
    var search =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": %s}
        """
            .formatted(JsonMapper.shared().writeValueAsString("displayName eq " + quoted));

    assertThat(client.find("/Groups", "displayName eq " + quoted))
        .hasStatusOk()
        .bodyText()
        .contains(id);
    assertThat(client.post("/Groups/.search", search)).hasStatusOk().bodyText().contains(id);
  }

  @Test
  void membersAreComparedWithAText() {
    refused(client.get("/Groups?filter=members eq null"));
    refused(client.get("/Groups?filter=members eq 5"));
  }

  @Test
  void aFilterThatIsNestedTenThousandDeepCostsNothing() {
    var nested = "(".repeat(10_000) + "active eq true" + ")".repeat(10_000);
    var search =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": "%s"}
        """
            .formatted(nested);

    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          refused(client.get("/Users?filter=" + nested));
          refused(client.get("/Users?filter=" + nested.substring(9_900, 10_114)));
          refused(client.get("/Users?FILTER=" + nested));
          refused(client.get("/Users?filter=active eq true&Filter=active eq false"));
          refused(client.post("/Users/.search", search));
          refused(client.post("/Bulk", bulk(bulkPatch(nested))));
          refused(
              client.patch(
                  "/Users/" + mia,
                  "{\"op\": \"remove\", \"path\": \"emails[%s]\"}".formatted(nested)));
        });
  }

  /** A bulk may hold its data as a text (RFC 7644 §3.7). */
  private String bulkPatch(String filter) {
    var patch =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "remove", "path": "emails[%s]"}]}
        """
            .formatted(filter);
    return "{\"method\": \"PATCH\", \"path\": \"/Users/%s\", \"data\": %s}"
        .formatted(mia, JsonMapper.shared().writeValueAsString(patch));
  }

  @Test
  void aNulIsRefused() {
    var user =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "a\\u0000b"}
        """;

    assertThat(client.post("/Users", user)).hasStatus(400).bodyText().contains("invalidValue");
    refused(client.get("/Users?filter=userName eq \"a\0b\""));
    refused(client.get("/Users?filter=userName eq \"a\\u0000b\""));
  }

  private static void refused(MvcTestResult result) {
    assertThat(result).hasStatus(400).bodyText().contains("invalidFilter");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    var large = "{\"userName\": \"%s\"}".formatted("x".repeat(ScimConfiguration.MAX_BODY));

    assertThat(client.post("/Users", large)).hasStatus(413).bodyText().contains("10000000 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"text\"", "{}"})
  void aBodyThatIsNoUserIsRefused(String body) {
    assertThat(client.post("/Users", body)).hasStatus(400);
  }

  @Test
  void listsComeInPages() {
    var first = client.get("/Users?sortBy=displayName&sortOrder=descending&startIndex=1&count=1");
    var second = client.get("/Users?sortBy=displayName&sortOrder=descending&startIndex=2&count=1");

    assertThat(first)
        .bodyJson()
        .isEqualTo(
            """
            {"totalResults": 2, "itemsPerPage": 1, "startIndex": 1, "Resources": [{"id": "%s"}]}
            """
                .formatted(noa),
            JsonCompareMode.LENIENT);
    assertThat(second)
        .bodyJson()
        .isEqualTo(
            """
            {"totalResults": 2, "itemsPerPage": 1, "startIndex": 2, "Resources": [{"id": "%s"}]}
            """
                .formatted(mia),
            JsonCompareMode.LENIENT);
  }

  @Test
  void anAnswerHoldsTheAttributesThatWereAskedFor() {
    assertThat(
            ScimCaller.body(client.get("/Users/%s?attributes=title".formatted(mia)))
                .propertyNames())
        .contains("id", "title")
        .doesNotContain("displayName", "emails");
    assertThat(
            ScimCaller.body(client.get("/Users/%s?excludedAttributes=title,emails".formatted(mia)))
                .propertyNames())
        .contains("id", "userName")
        .doesNotContain("title", "emails");
  }

  @Test
  void pagesBeyondTheBoundsAreEmptyOrCutOff() {
    assertThat(page("startIndex=0&count=1000")).containsExactly("2", "2", "1");
    assertThat(page("startIndex=-5&count=1")).containsExactly("2", "1", "1");
    assertThat(page("startIndex=3")).startsWith("2", "0");
    assertThat(page("startIndex=9223372036854775807")).startsWith("2", "0");
    assertThat(page("count=0")).startsWith("2", "0");
    assertThat(page("count=-1")).startsWith("2", "0");
    assertThat(client.get("/Users?startIndex=one")).hasStatus(400);
  }

  /** How many there are, how many of them it has, and from which on. */
  private List<String> page(String parameters) {
    var result = client.get("/Users?" + parameters);
    assertThat(result).hasStatusOk();
    var body = ScimCaller.body(result);
    assertThat(body.path("Resources").size()).isEqualTo(body.path("itemsPerPage").asInt());
    return List.of("totalResults", "itemsPerPage", "startIndex").stream()
        .map(it -> body.path(it).asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"1\"", "\"1\"", "W/\"7\", W/\"1\"", "\"7\",\"1\""})
  void aChangeIsMadeWhereTheVersionIsAmongThoseNamed(String ifMatch) {
    var group = client.newGroup("Sales");

    assertThat(
            client.send(
                HttpMethod.PATCH, "/Groups/" + group, patch(addMembers(mia)), "If-Match", ifMatch))
        .hasStatus(204);
    assertThat(client.send(HttpMethod.DELETE, "/Users/" + noa, "", "If-Match", ifMatch))
        .hasStatus(204);

    assertThat(members("/Groups/" + group)).containsExactly(mia);
  }

  @Test
  void aGroupsStaleVersionChangesNothing() {
    var sales = create("/Groups", group("Sales", mia));
    var address = "/Groups/" + sales;
    var stale = "W/\"7\", \"8\"";

    assertThat(client.send(HttpMethod.PATCH, address, patch(addMembers(noa)), "If-Match", stale))
        .hasStatus(412)
        .bodyText()
        .contains("412");
    assertThat(client.send(HttpMethod.PUT, address, group("Other"), "If-Match", stale))
        .hasStatus(412);
    assertThat(client.send(HttpMethod.DELETE, address, "", "If-Match", stale)).hasStatus(412);
    assertThat(client.send(HttpMethod.GET, address, "", "If-Match", stale)).hasStatus(412);

    assertThat(members(address)).containsExactly(mia);
    assertThat(client.get(address)).bodyText().contains("\"Sales\"");
    assertThat(
            client.send(
                HttpMethod.PATCH,
                address + "?attributes=members",
                patch(addMembers(noa)),
                "If-Match",
                "W/\"1\""))
        .hasStatusOk()
        .hasHeader("ETag", "W/\"2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Users, userName, 256",
    "Users, externalId, 512",
    "Users, displayName, 256",
    "Users, title, 1024",
    "Groups, displayName, 256",
    "Groups, externalId, 512"
  })
  void aTextThatIsTooLongIsRefused(String resource, String attribute, int maxLength) {
    var fits = randomText(maxLength);
    var valid = resource.equals("Users") ? user("ola@x.example", "o-1") : group("Sales");
    var id = create("/" + resource, with(valid, attribute, fits));
    var address = "/%s/%s".formatted(resource, id);
    var before = ScimCaller.text(client.get(address));
    var tooLong = with(valid, attribute, fits + "x");

    assertThat(client.send(HttpMethod.PUT, address, tooLong))
        .hasStatus(400)
        .bodyText()
        .contains("invalidValue", attribute, String.valueOf(maxLength));
    assertThat(
            client.patch(
                address,
                "{\"op\": \"replace\", \"path\": \"%s\", \"value\": \"%sx\"}"
                    .formatted(attribute, fits)))
        .hasStatus(400);
    assertThat(client.post("/" + resource, tooLong)).hasStatus(400);

    assertThat(ScimCaller.text(client.get(address))).isEqualTo(before);
  }

  /** Of three bytes each, so random that nothing compresses them. */
  private static String randomText(int length) {
    return new Random(7)
        .ints(length, 0x4E00, 0x9FA5)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String with(String resource, String attribute, String value) {
    var changed = (ObjectNode) JsonMapper.shared().readTree(resource);
    return changed.put(attribute, value).toString();
  }

  @Test
  void aDerivedNameFollowsThoseItIsDerivedFrom() {
    var ola =
        create(
            "/Users",
            """
            {%s, "userName": "ola@x.example", "name": {"givenName": "Ola", "familyName": "Dahl"}}
            """
                .formatted(USER));
    var pia = client.newUser("pia@x.example");

    assertThat(client.patch("/Users/" + ola, replace("name.familyName", "Visser")))
        .hasStatusOk()
        .bodyText()
        .contains("\"Ola Visser\"")
        .doesNotContain("Dahl");
    assertThat(client.patch("/Users/" + pia, replace("userName", "kim@x.example"))).hasStatusOk();

    assertThat(person(ola).displayName()).isEqualTo("Ola Visser");
    assertThat(person(pia).displayName()).isEqualTo("kim@x.example");
    assertThat(client.patch("/Users/" + ola, replace("name.familyName", "Visser")))
        .hasStatusOk()
        .bodyText()
        .contains("\"displayName\":\"Ola Visser\"");
  }

  @Test
  void aNameOfItsOwnStays() {
    assertThat(client.patch("/Users/" + noa, replace("displayName", "Noa D."))).hasStatusOk();
    assertThat(client.patch("/Users/" + noa, replace("name.familyName", "Visser"))).hasStatusOk();

    assertThat(person(noa).displayName()).isEqualTo("Noa D.");
    assertThat(person(noa).surname()).hasValue("Visser");
  }

  @Test
  void aStaleVersionChangesNothing() {
    var rename = patch(replace("displayName", "Mia"));

    assertThat(client.send(HttpMethod.PATCH, "/Users/" + mia, rename, "If-Match", "W/\"7\""))
        .hasStatus(412);
    assertThat(person(mia).displayName()).isEqualTo("Mia Berg");
    assertThat(client.send(HttpMethod.PATCH, "/Users/" + mia, rename, "If-Match", "W/\"1\""))
        .hasStatusOk()
        .hasHeader("ETag", "W/\"2\"");
    assertThat(client.send(HttpMethod.DELETE, "/Users/" + mia, "", "If-Match", "W/\"1\""))
        .hasStatus(412);
    assertThat(client.send(HttpMethod.GET, "/Users/" + mia, "", "If-None-Match", "W/\"2\""))
        .hasStatus(304);
  }

  @Test
  void sayingAgainWhatIsKnownIsNoNewVersion() {
    assertThat(
            client.patch(
                "/Users/" + mia,
                "{\"op\": \"replace\", \"path\": \"title\", \"value\": \"Director\"}"))
        .hasStatusOk();

    assertThat(client.get("/Users/" + mia)).hasHeader("ETag", "W/\"1\"");
  }

  @Test
  void aBulkMayNameWhomItCreates() {
    var answer =
        client.post(
            "/Bulk",
            bulk(
                """
                {"method": "POST", "path": "/Groups", "bulkId": "g",
                 "data": {%s, "displayName": "New", "members": [{"value": "bulkId:u"}]}},
                {"method": "POST", "path": "/Users", "bulkId": "u",
                 "data": {%s, "userName": "ola@x.example", "active": "False"}},
                {"method": "POST", "path": "/Users", "bulkId": "v",
                 "data": {%s, "userName": "OLA@x.example"}},
                {"method": "DELETE", "path": "/Users/%s"}
                """
                    .formatted(GROUP, USER, USER, noa)));

    assertThat(answer).hasStatusOk();
    assertThat(
            ScimCaller.body(answer)
                .path("Operations")
                .valueStream()
                .map(it -> it.path("bulkId").asString("") + it.path("status").asString("")))
        .contains("g201", "u201", "v409")
        .hasSize(4);
    var ola = directory.personByPrincipalName(client.tenant(), "ola@x.example").orElseThrow();
    assertThat(ola.enabled()).isFalse();
    assertThat(Members.groupsOf(search, client.tenant(), ola.id())).hasSize(1);
    assertThat(directory.person(client.tenant(), UserId.parse(noa))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/Bulk, 400", "/Bulk/, 400", "/bulk, 404"})
  void aBulkIsUnderstoodLikeASingleRequest(String path, int status) {
    var sales = create("/Groups", group("Sales", mia));
    var operations =
        """
        {"method": "DELETE", "path": "/Users/%s"},
        {"METHOD": "PATCH", "path": "/Groups/%s", "DATA":
         {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{"op": "remove", "path": "members junk"}]}}
        """
            .formatted(noa, sales);

    assertThat(client.post(path, bulk(operations))).hasStatus(status);

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
    assertThat(person(noa).userPrincipalName()).isEqualTo("noa@x.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'op': 'remove', 'path': 'members junk'}", "['{}']", "null"})
  void operationsAreAListOfObjects(String operations) {
    var sales = create("/Groups", group("Sales", mia));
    var patch = patch("").replace("[]", json(operations));

    assertThat(client.send(HttpMethod.PATCH, "/Groups/" + sales, patch)).hasStatus(400);
    assertThat(client.post("/Bulk", bulk("").replace("[]", json(operations)))).hasStatus(400);

    assertThat(members("/Groups/" + sales)).containsExactly(mia);
  }

  @Test
  void aBulkStopsAfterAsManyErrorsAsItAllows() {
    var failing = "{\"method\": \"DELETE\", \"path\": \"/Users/%s\"}".formatted(UUID.randomUUID());
    var leaving = "{\"method\": \"DELETE\", \"path\": \"/Users/%s\"}".formatted(noa);
    var operations = String.join(",", failing, failing, leaving);

    var stopped =
        client.post("/Bulk", bulk(operations).replaceFirst("\\{", "{\"failOnErrors\": 2,"));

    assertThat(
            ScimCaller.body(stopped)
                .path("Operations")
                .valueStream()
                .map(it -> it.path("status").asString("")))
        .containsExactly("404", "404", "412");
    assertThat(person(noa).userPrincipalName()).isEqualTo("noa@x.example");
    assertThat(client.post("/Bulk", bulk(operations).replaceFirst("\\{", "{\"failOnErrors\": 3,")))
        .hasStatusOk();
    assertThat(directory.person(client.tenant(), UserId.parse(noa))).isEmpty();
  }

  @Test
  void leaversOfTheSameGroupsDoNotWaitForEachOther() {
    var groups = List.of(client.newGroup("One"), client.newGroup("Two"));
    var users =
        IntStream.range(0, 16)
            .mapToObj(it -> client.newUser("p%d@x.example".formatted(it)))
            .toList();
    var members =
        users.stream().map("{\"value\": \"%s\"}"::formatted).collect(Collectors.joining(","));
    var add = "{\"op\": \"add\", \"path\": \"members\", \"value\": [%s]}".formatted(members);
    groups.forEach(it -> assertThat(client.patch("/Groups/" + it, add)).hasStatus2xxSuccessful());

    users.parallelStream().forEach(it -> assertThat(client.delete("/Users/" + it)).hasStatus(204));

    groups.forEach(
        it -> assertThat(Members.direct(search, client.tenant(), GroupId.parse(it))).isEmpty());
  }

  @Test
  void aGroupTooLargeIsFoundByItsNameWithoutItsMembers() {
    var group = GroupId.parse(client.newGroup("Everybody"));
    var people =
        IntStream.rangeClosed(0, GroupHandler.MAX_MEMBERS)
            .mapToObj(it -> new UserId(new UUID(7, it)))
            .toList();
    var load = new ArrayList<DirectoryChange>();
    people.forEach(
        it ->
            load.add(
                new DirectoryChange.PutPerson(
                    new Person(
                        it,
                        it + "@many.example",
                        it.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true))));
    load.add(new DirectoryChange.AddMembers(group, people, List.of()));
    directory.apply(client.tenant(), Owner.SCIM, load, new Actor.Server());

    assertThat(client.get("/Groups?filter=displayName eq \"Everybody\""))
        .hasStatusOk()
        .bodyText()
        .contains(group.toString())
        .doesNotContain("\"members\"");
    assertThat(client.get("/Groups")).hasStatus(400).bodyText().contains("tooMany");
  }

  @Test
  void aBulkIsBounded() {
    var operation = "{\"method\": \"DELETE\", \"path\": \"/Users/%s\"}".formatted(noa);

    assertThat(
            client.post(
                "/Bulk",
                bulk(
                    IntStream.range(0, 1_001)
                        .mapToObj(_ -> operation)
                        .collect(Collectors.joining(",")))))
        .hasStatus(413);
    assertThat(person(noa).userPrincipalName()).isEqualTo("noa@x.example");
  }

  @Test
  void whatDoesNotExistIsToldInScimsWords() {
    assertThat(client.get("/Users/no-guid")).hasStatus(404).bodyText().contains("Error", "404");
    assertThat(client.get("/Devices")).hasStatus(404).bodyText().contains("Error");
    assertThat(client.send(HttpMethod.PUT, "/Groups/" + mia, group("None"))).hasStatus(404);
  }

  private String create(String path, String body) {
    var result = client.post(path, body);
    assertThat(result).hasStatus(201);
    return ScimCaller.body(result).path("id").stringValue();
  }

  private Person person(String id) {
    return directory.person(client.tenant(), UserId.parse(id)).orElseThrow();
  }

  private List<String> displayNames(String path) {
    var result = client.get(path);
    assertThat(result).hasStatusOk();
    return ScimCaller.body(result)
        .path("Resources")
        .valueStream()
        .map(it -> it.path("displayName").stringValue().split(" ", 2)[0])
        .toList();
  }

  private List<String> members(String path) {
    return ScimCaller.body(client.get(path))
        .path("members")
        .valueStream()
        .map(it -> it.path("value").stringValue())
        .toList();
  }

  private String[] thousand() {
    var people =
        IntStream.range(0, 1_000)
            .mapToObj(it -> named(new UserId(UUID.randomUUID()), "p%d@x.example".formatted(it)))
            .toList();
    directory.apply(
        client.tenant(),
        Owner.CSV,
        people.stream().<DirectoryChange>map(DirectoryChange.PutPerson::new).toList(),
        server());
    return people.stream().map(it -> it.id().toString()).toArray(String[]::new);
  }

  private static Person cleo(UserId id) {
    return named(id, "cleo@x.example");
  }

  private static Person named(UserId id, String userPrincipalName) {
    return new Person(
        id,
        userPrincipalName,
        userPrincipalName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Actor server() {
    return new Actor.Server();
  }

  private static String user(String userName, String externalId) {
    return "{%s, \"userName\": \"%s\", \"externalId\": \"%s\"}"
        .formatted(USER, userName, externalId);
  }

  private static String group(String displayName, String... members) {
    return "{%s, \"displayName\": \"%s\", \"members\": %s}"
        .formatted(GROUP, displayName, values(members));
  }

  private static String addMembers(String... members) {
    return "{\"op\": \"add\", \"path\": \"members\", \"value\": %s}".formatted(values(members));
  }

  private static String values(String... members) {
    return List.of(members).stream()
        .map("{\"value\": \"%s\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String replace(String path, String value) {
    return "{\"op\": \"replace\", \"path\": \"%s\", \"value\": \"%s\"}".formatted(path, value);
  }

  private static String patch(String operations) {
    return "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": [%s]}"
        .formatted(operations);
  }

  /** JSON written with apostrophes, of this test's people. */
  private String json(String text) {
    return text.replace('\'', '"').replace("${mia}", mia).replace("${noa}", noa);
  }

  private static String bulk(String operations) {
    return "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"], \"Operations\": [%s]}"
        .formatted(operations);
  }
}
