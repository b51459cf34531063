package dev.entente.sandbox.linkedin;

import static dev.entente.sandbox.TestSandbox.OPENID;
import static dev.entente.sandbox.TestSandbox.PORTABILITY;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Member Data Portability and the look-up, of members whose archives were dropped in. */
@Tag("M77")
class MemberDataTests {

  @TempDir private static Path members;
  private static TestSandbox sandbox;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    ExportArchive.ofIngrid(60).zip(members, "ingrid");
    ExportArchive.ofIngrid(1).zip(members, "ingrid-2");
    sandbox = TestSandbox.start(Map.of("sandbox.members", members));
    token = sandbox.memberToken("ingrid", PORTABILITY);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  @Tag("M23")
  void aZipThatWasDroppedInIsAMember() {
    var profile = json(sandbox.snapshot(token, "PROFILE", 0)).get("elements").get(0);

    assertThat(profile.get("snapshotDomain").asString()).isEqualTo("PROFILE");
    assertThat(profile.get("snapshotData").get(0).get("Headline").asString())
        .isEqualTo("Baker, retired");
  }

  @Test
  @Tag("M23")
  void startCountsPagesOfOneElementAndA404IsTheEnd() {
    assertThat(rows(0)).hasSize(25);
    assertThat(rows(1)).hasSize(25);
    assertThat(rows(2)).hasSize(10);
    assertThat(rows(2).get(9).get("Last Name").asString()).isEqualTo("60");

    var end = sandbox.snapshot(token, "CONNECTIONS", 3);

    assertThat(end.statusCode()).isEqualTo(404);
    assertThat(json(end).get("message").asString()).contains("No data found for this memberId");
  }

  @Test
  void theTotalCannotBeReliedOn() {
    var page = json(sandbox.snapshot(token, "CONNECTIONS", 0));

    assertThat(page.get("elements")).hasSize(1);
    assertThat(page.get("paging").get("total").asInt()).isNotEqualTo(3);
    assertThat(page.get("paging").get("links").get(0).get("href").asString())
        .startsWith("/rest/memberSnapshotData?")
        .endsWith("start=1");
  }

  @Test
  void withoutADomainThePagesGoThroughAllOfThem() {
    var domains =
        IntStream.range(0, 5)
            .mapToObj(start -> json(sandbox.snapshot(token, "", start)))
            .map(page -> page.get("elements").get(0).get("snapshotDomain").asString())
            .toList();

    assertThat(domains)
        .containsExactly("CONNECTIONS", "CONNECTIONS", "CONNECTIONS", "EMAIL_ADDRESSES", "PROFILE");
  }

  @Test
  void aDomainWithoutRowsHasNoData() {
    assertThat(sandbox.snapshot(token, "SKILLS", 0).statusCode()).isEqualTo(404);
  }

  @Test
  void snapshotsWantAVersion() {
    var path = "/rest/memberSnapshotData?q=criteria&domain=PROFILE";
    var without = sandbox.get(path, token);
    var former =
        TestSandbox.send(
            sandbox
                .request(path)
                .header("Authorization", "Bearer " + token)
                .header("Linkedin-Version", "202001"));

    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(former.statusCode()).isEqualTo(426);
    assertThat(json(former).get("code").asString()).isEqualTo("NONEXISTENT_VERSION");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=criteria&start=soon", "q=somehow"})
  void aWrongParameterIsNamed(String query) {
    var answer =
        TestSandbox.send(
            sandbox
                .request("/rest/memberSnapshotData?" + query)
                .header("Authorization", "Bearer " + token)
                .header("Linkedin-Version", "202312"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("message").asString()).matches("Parameter (start|q) is wrong");
  }

  @Test
  void aTokenWithoutTheScopeGetsNoData() {
    var answer = sandbox.snapshot(sandbox.memberToken("ingrid-2", OPENID), "PROFILE", 0);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).get("serviceErrorCode").asInt()).isEqualTo(100);
  }

  @Test
  void aTokenThatIsNoneIsRefusedInLinkedInsWords() {
    var answer = sandbox.get("/v2/userinfo", "nonsense");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("serviceErrorCode").asInt()).isEqualTo(65600);
  }

  @Test
  @Tag("M42")
  void strangersFindAMemberByExactAddressAndOnlyCandidatesByName() {
    assertThat(lookUp("q=email&email=INGRID@example.org")).isNotEmpty();
    assertThat(lookUp("q=email&email=ingrid")).isEmpty();
    assertThat(lookUp("q=name&name=Ingrid%20S%C3%B8rli")).hasSize(2);
  }

  private static JsonNode rows(int start) {
    return json(sandbox.snapshot(token, "CONNECTIONS", start))
        .get("elements")
        .get(0)
        .get("snapshotData");
  }

  private static JsonNode lookUp(String query) {
    return json(sandbox.get("/v2/publicProfiles?" + query, sandbox.appToken())).get("elements");
  }
}
