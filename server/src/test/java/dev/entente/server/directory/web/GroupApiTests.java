package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.web.Role;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Groups made here: what is taken, what is refused, and people by the thousand. */
@EntenteTest
@Tag("M9")
class GroupApiTests {

  private static final String NEW =
      "{\"displayName\": \"Pilot\", \"mailEnabled\": false, \"mailNickname\": \"pilot\","
          + " \"securityEnabled\": true}";

  @Autowired private WebApplicationContext context;

  private MockMvcTester server;

  @BeforeEach
  void listen() {
    server = Callers.server(context);
  }

  @Test
  void aGroupIsMadeShownChangedAndRemoved() throws UnsupportedEncodingException {
    var group = make(NEW);

    assertThat(send(HttpMethod.PATCH, group, "{\"description\": \"Who goes first\"}"))
        .hasStatus(204);
    assertThat(send(HttpMethod.GET, group, ""))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"displayName": "Pilot", "description": "Who goes first", "securityEnabled": true,
             "mailEnabled": false, "groupTypes": [], "source": "entente"}
            """);
    assertThat(send(HttpMethod.PATCH, group, "{\"description\": \"\"}")).hasStatus(204);
    assertThat(send(HttpMethod.GET, group, "")).bodyJson().doesNotHavePath("description");
    assertThat(send(HttpMethod.DELETE, group, "")).hasStatus(204);
    assertThat(send(HttpMethod.DELETE, group, "")).hasStatus(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | displayName",
        "{\"displayName\": \" \", \"securityEnabled\": true} | displayName",
        "{\"displayName\": \"Pilot\"} | securityEnabled",
        "{\"displayName\": \"Pilot\", \"securityEnabled\": true, \"mailEnabled\": true} | mailEnabled",
        "{\"displayName\": \"Pilot\", \"groupTypes\": [\"Secret\"]} | groupTypes",
        "{\"displayName\": \"Pilot\", \"groupTypes\": [null]} | groupTypes",
        "{\"displayName\": \"Pilot\", \"groupTypes\": [\"Unified\"], \"mailEnabled\": false} |"
            + " mailEnabled",
        "{\"displayName\": \"Pilot\", \"groupTypes\": [\"Unified\"], \"securityEnabled\": true} |"
            + " securityEnabled",
        "{\"displayName\": \"Pilot\", \"securityEnabled\": true,"
            + " \"groupTypes\": [\"DynamicMembership\"], \"membershipRule\": \"user.mail -ne null\","
            + " \"membershipRuleProcessingState\": \"Paused\"} | membershipRuleProcessingState",
        "{\"displayName\": \"Pilot\", \"securityEnabled\": true, \"membershipRule\": \"x\"} |"
            + " membershipRule",
        "{\"displayName\": \"Pilot\", \"securityEnabled\": true, \"color\": \"red\"} | color",
        "{\"displayName\": \"Pilot\", \"securityEnabled\": true,"
            + " \"members@odata.bind\": [\"https://graph.microsoft.com/v1.0/devices/1\"]} |"
            + " members@odata.bind"
      })
  void aGroupThatCannotBeIsRefusedByItsField(String body, String target) {
    assertThat(send(HttpMethod.POST, "/v1.0/groups", body))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.target")
        .asString()
        .startsWith(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"securityEnabled\": false} | securityEnabled",
        "{\"mailEnabled\": true} | mailEnabled",
        "{\"mailNickname\": \"other\"} | mailNickname",
        "{\"groupTypes\": [\"Unified\"]} | groupTypes",
        "{\"membershipRule\": \"user.mail -ne null\"} | membershipRule",
        "{\"membershipRuleProcessingState\": \"Paused\"} | membershipRuleProcessingState"
      })
  void whatCannotBeChangedIsRefusedAndNothingIs(String body, String target)
      throws UnsupportedEncodingException {
    var group = make(NEW);

    assertThat(send(HttpMethod.PATCH, group, body.replace("{", "{\"description\": \"changed\", ")))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("error.target")
        .isEqualTo(target);
    assertThat(send(HttpMethod.GET, group, "")).bodyJson().doesNotHavePath("description");
    send(HttpMethod.DELETE, group, "");
  }

  @Test
  void whatStaysAsItIsMayBeSaidAgain() throws UnsupportedEncodingException {
    var group = make(NEW);

    assertThat(
            send(
                HttpMethod.PATCH,
                group,
                "{\"securityEnabled\": true, \"mailEnabled\": false, \"groupTypes\": []}"))
        .hasStatus(204);
    send(HttpMethod.DELETE, group, "");
  }

  @Test
  void moreThanTwentyReferencesAreRefusedAndNobodyIsAdded() throws UnsupportedEncodingException {
    var group = make(NEW);
    var references =
        Collections.nCopies(21, 0).stream()
            .map(_ -> "\"https://x.example/v1.0/users/" + UUID.randomUUID() + "\"")
            .toList();

    assertThat(
            send(
                HttpMethod.PATCH,
                group,
                "{\"members@odata.bind\": [%s]}".formatted(String.join(",", references))))
        .hasStatus(400);
    send(HttpMethod.DELETE, group, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400",
        "{\"@odata.id\": null} | 400",
        "{\"@odata.id\": \"ben\"} | 400",
        "{\"@odata.id\": \"https://x.example/v1.0/directoryObjects/ben\"} | 400",
        "{\"@odata.id\": \"https://x.example/v1.0/users/0b000000-0000-4000-8000-00000000ffff\"} | 404",
        "{\"@odata.id\": \"https://x.example/v1.0/users/0b000002-0000-4000-8000-000000000002\"} | 404",
        "{\"@odata.id\": \"https://x.example/v1.0/users('0b000000-0000-4000-8000-0000000000b1')\"} |"
            + " 204"
      })
  void aReferenceIsFollowedOrRefused(String body, int status) throws UnsupportedEncodingException {
    var group = make(NEW);

    assertThat(send(HttpMethod.POST, group + "/members/$ref", body)).hasStatus(status);
    send(HttpMethod.DELETE, group, "");
  }

  @Test
  void whoIsNoMemberCannotBeTakenOut() throws UnsupportedEncodingException {
    var group = make(NEW);

    assertThat(send(HttpMethod.DELETE, group + "/members/" + Cast.BEN + "/$ref", ""))
        .hasStatus(404);
    send(HttpMethod.DELETE, group, "");
  }

  @Test
  void anImportTellsOfEachWhatBecameOfIt() throws UnsupportedEncodingException {
    var group = make(NEW);
    var wanted =
        "{\"members\": [\"%s\", \"Chloe@northlight.example\", \"chloe@northlight.example\", \"nobody\", \"%s\"]}"
            .formatted(Cast.BEN, Cast.HUGO);

    assertThat(send(HttpMethod.POST, group + "/importMembers", wanted))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("value")
        .asArray()
        .extracting("member", "result")
        .containsExactly(
            tuple(Cast.BEN.toString(), "added"),
            tuple("Chloe@northlight.example", "added"),
            tuple("chloe@northlight.example", "alreadyMember"),
            tuple("nobody", "notFound"),
            tuple(Cast.HUGO.toString(), "notFound"));
    assertThat(send(HttpMethod.POST, group + "/importMembers", wanted))
        .bodyJson()
        .extractingPath("value[*].result")
        .asArray()
        .containsExactlyElementsOf(
            List.of("alreadyMember", "alreadyMember", "alreadyMember", "notFound", "notFound"));
    send(HttpMethod.DELETE, group, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0c000000-0000-4000-8000-000000000001 | {\"members\": [\"ben@northlight.example\"]} | 409",
        "0c000000-0000-4000-8000-00000000ffff | {\"members\": [\"ben@northlight.example\"]} | 404",
        "0c000000-0000-4000-8000-000000000001 | {\"members\": []} | 400",
        "0c000000-0000-4000-8000-000000000001 | {\"members\": [null]} | 400",
        "0c000000-0000-4000-8000-000000000001 | {} | 400"
      })
  void anImportThatCannotBeIsRefusedWhole(String group, String body, int status) {
    assertThat(send(HttpMethod.POST, "/v1.0/groups/%s/importMembers".formatted(group), body))
        .hasStatus(status);
  }

  private String make(String body) throws UnsupportedEncodingException {
    var made = send(HttpMethod.POST, "/v1.0/groups", body);
    assertThat(made).hasStatus(201);
    var answer = made.getMvcResult().getResponse().getContentAsString();
    return "/v1.0/groups/" + JsonMapper.shared().readTree(answer).get("id").asString();
  }

  private MvcTestResult send(HttpMethod method, String path, String body) {
    return server
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .with(csrf())
        .with(Callers.person(Cast.NORTHLIGHT, Cast.ADA, Role.GLOBAL_ADMINISTRATOR))
        .exchange();
  }
}
