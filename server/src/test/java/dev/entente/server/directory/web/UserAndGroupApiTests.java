package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
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

  @ParameterizedTest
  @CsvSource({
    "/v1.0/users?$top=0, $top",
    "/v1.0/users?$top=1000, $top",
    "/v1.0/users?$top=few, $top",
    "/v1.0/users?$skiptoken=0b000000-0000-4000-8000-00000000ffff, $skiptoken",
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
                .uri("/v1.0/groups?search=sales e")
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
    assertThat(server.get().uri("/v1.0/groups?search=sales").with(emil())).hasStatus(403);
    assertThat(server.get().uri("/v1.0/groups?search=sales")).hasStatus(401);
  }

  private JsonNode page(String uri) throws UnsupportedEncodingException {
    var response = server.get().uri(URI.create(uri)).with(emil()).exchange().getResponse();
    return JsonMapper.shared().readTree(response.getContentAsString());
  }

  private static RequestPostProcessor emil() {
    return Callers.person(Cast.NORTHLIGHT, Cast.EMIL);
  }
}
