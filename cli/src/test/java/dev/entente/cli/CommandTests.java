package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command asks of the API, and what it shows of the answer. */
@Tag("M14")
class CommandTests {

  private static final String BEN = "0b000000-0000-4000-8000-0000000000b1";
  private static final String ADA = "0b000000-0000-4000-8000-0000000000a1";
  private static final String PILOTS = "0c000000-0000-4000-8000-000000000001";
  private static final String BEN_JSON =
      "{\"id\":\"%s\",\"userPrincipalName\":\"ben@x.example\",\"displayName\":\"Ben\"}"
          .formatted(BEN);
  private static final String PILOTS_JSON =
      "{\"id\":\"%s\",\"displayName\":\"Pilots\",\"securityEnabled\":true,\"groupTypes\":[]}"
          .formatted(PILOTS);

  @TempDir private Path home;
  private final ToldApi api = new ToldApi();
  private Shell shell;

  CommandTests() {
    shell = new Shell(Path.of("."));
  }

  @BeforeEach
  void signedInWithAToken() {
    shell = new Shell(home).with("ENTENTE_SERVER", api.url()).with("ENTENTE_TOKEN", ToldApi.TOKEN);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Nested
  class Listing {

    @Test
    void goesThroughEveryPage() {
      var next = "\"@odata.nextLink\":\"%s/v1.0/users?$skiptoken=2\"".formatted(api.url());
      api.answer("GET /users?$top=999", 200, "{\"value\":[%s],%s}".formatted(BEN_JSON, next))
          .collection("GET /users?$skiptoken=2", BEN_JSON.replace("ben@", "ada@"));

      assertThat(shell.run("user", "list")).isZero();
      assertThat(shell.out()).contains("ben@x.example", "ada@x.example");
    }

    @Test
    void aNextPageSomewhereElseIsNotAskedFor() {
      var next = "\"@odata.nextLink\":\"https://elsewhere.example/v1.0/users\"";
      api.answer("GET /users?$top=999", 200, "{\"value\":[],%s}".formatted(next));

      assertThat(shell.run("user", "list")).isEqualTo(4);
      assertThat(shell.err()).contains("at another address");
    }

    @Test
    void startsWithAText() {
      api.collection("GET /groups?$top=999&$filter=startswith(displayName,'O''Pi')", PILOTS_JSON);

      assertThat(shell.run("group", "list", "--starting-with", "O'Pi")).isZero();
      assertThat(shell.out()).contains("Pilots");
    }

    @Test
    void showsAGroupByItsName() {
      api.collection("GET /groups?$filter=displayName eq 'Pilots'", PILOTS_JSON);

      assertThat(shell.run("group", "show", "Pilots", "-o", "json")).isZero();
      assertThat(shell.out()).contains("\"id\" : \"" + PILOTS + "\"");
    }

    @Test
    void aNameOfNobodyIsRefusedWithAHint() {
      api.collection("GET /users?$filter=userPrincipalName in ('ghost@x.example')")
          .collection("GET /users?$filter=mail in ('ghost@x.example')");

      assertThat(shell.run("user", "show", "ghost@x.example")).isEqualTo(4);
      assertThat(shell.err()).contains("There is no user called", "entente user list");
    }
  }

  @Nested
  class Members {

    private static final String REFERENCES = "/groups/" + PILOTS + "/members/";

    @BeforeEach
    void pilotsAndBen() {
      api.answer("GET /groups/" + PILOTS, 200, PILOTS_JSON)
          .answer("GET /users/" + BEN, 200, BEN_JSON);
    }

    @Test
    void listsThoseOfTheGroupItself() {
      api.collection("GET /groups/%s/members?$top=999".formatted(PILOTS), BEN_JSON);

      assertThat(shell.run("group", "members", "list", PILOTS)).isZero();
      assertThat(shell.out()).contains("ben@x.example");
    }

    @Test
    void listsThoseOfNestedGroupsAsWell() {
      api.collection("GET /groups/%s/transitiveMembers?$top=999".formatted(PILOTS), BEN_JSON);

      assertThat(shell.run("group", "members", "list", PILOTS, "--transitive")).isZero();
      assertThat(shell.out()).contains("ben@x.example");
    }

    @Test
    void addsEachByReference() {
      api.answer("POST " + REFERENCES + "$ref", 204, "");

      assertThat(shell.run("group", "members", "add", PILOTS, BEN)).isZero();
      assertThat(shell.err()).contains("ben@x.example: done");
      assertThat(api.asked().getLast())
          .isEqualTo(
              "POST %s$ref {\"@odata.id\":\"%s/v1.0/directoryObjects/%s\"}"
                  .formatted(REFERENCES, api.url(), BEN));
    }

    @Test
    void takesOutEach() {
      api.answer("DELETE " + REFERENCES + BEN + "/$ref", 204, "");

      assertThat(shell.run("group", "members", "remove", PILOTS, BEN)).isZero();
      assertThat(api.asked()).endsWith("DELETE " + REFERENCES + BEN + "/$ref");
    }

    @Test
    void changesNothingWhenOneOfThemIsUnknown() {
      assertThat(shell.run("group", "members", "add", PILOTS, BEN, ADA)).isEqualTo(4);
      assertThat(api.asked()).allMatch(it -> it.startsWith("GET "));
    }

    @Test
    void aGroupOfASourceIsReadOnly() {
      api.refuse("POST " + REFERENCES + "$ref", 403, "accessDenied");

      assertThat(shell.run("group", "members", "add", PILOTS, BEN)).isEqualTo(4);
      assertThat(shell.err()).contains("No.", "403 accessDenied").doesNotContain("done");
    }
  }

  @Nested
  class Connections {

    private static final String PATH = "/users/" + BEN + "/connections";
    private static final String LIVE =
        "{\"id\":\"live\",\"network\":\"linkedin\",\"direction\":\"inbound\",\"state\":\"active\"}";
    private static final String ENDED =
        "{\"id\":\"ended\",\"network\":\"linkedin\",\"direction\":\"inbound\",\"state\":\"ended\","
            + "\"endedDateTime\":\"2026-11-01T10:00:00Z\",\"endReason\":\"PERSON\"}";

    @BeforeEach
    void ben() {
      api.answer("GET /users/" + BEN, 200, BEN_JSON);
    }

    @Test
    void listsTheLiveAndTheEnded() {
      api.collection("GET " + PATH, LIVE, ENDED);

      assertThat(shell.run("connections", "list", BEN, "-o", "csv")).isZero();
      assertThat(shell.out())
          .isEqualTo(
              """
              id,network,direction,state,connectedDateTime,endedDateTime,endReason\r
              live,linkedin,inbound,active,,,\r
              ended,linkedin,inbound,ended,,2026-11-01T10:00:00Z,PERSON\r
              """);
    }

    @Test
    void withdrawsTheLiveOneOnly() {
      api.collection("GET " + PATH, LIVE, ENDED).answer("DELETE " + PATH + "/live", 204, "");

      assertThat(shell.run("connections", "withdraw", BEN, "--yes")).isZero();
      assertThat(shell.err()).contains("ben@x.example is no longer connected");
      assertThat(api.asked().stream().filter(it -> it.startsWith("DELETE")))
          .containsExactly("DELETE " + PATH + "/live");
    }

    @Test
    void withdrawsNothingWhenNobodyCanAnswer() {
      assertThat(shell.run("connections", "withdraw", BEN)).isEqualTo(2);
      assertThat(shell.err()).contains("Nothing was withdrawn", "--yes");
      assertThat(api.asked()).allMatch(it -> it.startsWith("GET "));
    }

    @Test
    void saysSoWhenThereIsNoneToWithdraw() {
      api.collection("GET " + PATH, ENDED);

      assertThat(shell.run("connections", "withdraw", BEN, "--yes")).isZero();
      assertThat(shell.err()).contains("ben@x.example has no live connection");
    }
  }

  @Nested
  @Tag("M76")
  class Sync {

    private static final String STATUS =
        "{\"source\":\"ldap\",\"age\":\"PT5M\",\"stale\":false,\"users\":7,\"groups\":3}";

    @Test
    void tellsHowTheSourceStands() {
      api.answer("GET /directory/sync", 200, STATUS);

      assertThat(shell.run("sync", "status")).isZero();
      assertThat(shell.out()).containsSubsequence("source", "ldap", "age", "PT5M", "users", "7");
    }

    @Test
    void beginsARunOfWhatHasChanged() {
      api.answer("POST /directory/sync/run?full=false&acceptLosses=false", 202, STATUS);

      assertThat(shell.run("sync", "run")).isZero();
      assertThat(api.asked())
          .containsExactly("POST /directory/sync/run?full=false&acceptLosses=false {}");
    }

    @Test
    void beginsARunOfEverything() {
      api.answer("POST /directory/sync/run?full=true&acceptLosses=false", 202, STATUS);

      assertThat(shell.run("sync", "run", "--full")).isZero();
    }

    @Test
    void acceptsThatManyAreGone() {
      api.answer("POST /directory/sync/run?full=false&acceptLosses=true", 202, STATUS);

      assertThat(shell.run("sync", "run", "--accept-losses")).isZero();
    }

    @Test
    void aSourceThatIsBeingReadIsRefused() {
      api.refuse("POST /directory/sync/run?full=false&acceptLosses=false", 409, "conflict");

      assertThat(shell.run("sync", "run")).isEqualTo(4);
      assertThat(shell.err()).contains("No.", "409 conflict");
    }
  }
}
