package dev.entente.sandbox.linkedin;

import static dev.entente.sandbox.TestSandbox.OPENID;
import static dev.entente.sandbox.TestSandbox.PORTABILITY;
import static dev.entente.sandbox.TestSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.sandbox.TestSandbox;
import dev.entente.sandbox.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a member decides at LinkedIn: which apps may, and who sees the profile. */
@Tag("M77")
@Tag("M26")
class MemberSettingsTests {

  private static final String SERVICES = "/psettings/permitted-services";
  private static final String VISIBILITY = "/psettings/visibility-in-work-apps";

  private static TestSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = TestSandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void anAppThatTheMemberRemovedIsToldSoOnItsNextCall() {
    var visitor = sandbox.visitor();
    var code = sandbox.connect(visitor, "ada", PORTABILITY).parameter("code").orElseThrow();
    var token = json(sandbox.exchange(code)).get("access_token").asString();
    assertThat(sandbox.snapshot(token, "PROFILE", 0).statusCode()).isEqualTo(200);

    remove(visitor);

    var answer = sandbox.snapshot(token, "PROFILE", 0);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("serviceErrorCode").asInt()).isEqualTo(65601);
    assertThat(sandbox.introspect(token).get("status").asString()).isEqualTo("revoked");
  }

  @Test
  void aCodeOfBeforeTheRemovalIsNotExchangedAfterIt() {
    var visitor = sandbox.visitor();
    var code = sandbox.connect(visitor, "hugo", OPENID).parameter("code").orElseThrow();

    remove(visitor);

    var answer = sandbox.exchange(code);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void aMemberWhoRemovedTheAppIsAskedAgain() {
    var visitor = sandbox.visitor();
    sandbox.connect(visitor, "emil", OPENID);
    remove(visitor);

    var page = visitor.open(sandbox.authorization(OPENID, ""));

    assertThat(page.address().getPath()).isEqualTo("/uas/consent");
    assertThat(visitor.press(page, "allow").parameter("code")).isPresent();
  }

  @Test
  void removingForOneMemberLeavesTheOthers() {
    var others = sandbox.memberToken("hana", OPENID);
    var visitor = sandbox.visitor();
    sandbox.connect(visitor, "ben", OPENID);

    remove(visitor);

    assertThat(sandbox.get("/v2/userinfo", others).statusCode()).isEqualTo(200);
  }

  @Test
  void aMemberWhoHidesVanishesFromEveryLookUpAndComesBack() {
    var viewer = sandbox.memberToken("ada", OPENID);
    var visitor = signedIn("chloe");
    assertThat(found("chloe@northlight.example")).isNotEmpty();

    setVisible(visitor, false);

    assertThat(found("chloe@northlight.example")).isEmpty();
    assertThat(sandbox.get("/v2/memberViews/chloe", viewer).statusCode()).isEqualTo(404);
    assertThat(sandbox.get("/v2/memberViews/ben", viewer).body()).doesNotContain("\"chloe\"");

    setVisible(visitor, true);
    assertThat(found("chloe@northlight.example")).isNotEmpty();
  }

  @Test
  void fatouHidesFromTheBeginning() {
    assertThat(found("fatou@northlight.example")).isEmpty();
    assertThat(signedIn("fatou").open(VISIBILITY).html()).doesNotContain("checked=\"checked\"");
  }

  private static Visitor signedIn(String member) {
    var visitor = sandbox.visitor();
    visitor.press(visitor.open("/uas/login"), "member-" + member);
    return visitor;
  }

  private static void remove(Visitor visitor) {
    var page = visitor.press(visitor.open(SERVICES), "remove-entente-demo");
    assertThat(page.html()).contains("None.");
  }

  private static void setVisible(Visitor visitor, boolean visible) {
    var csrf = visitor.open(VISIBILITY).hidden("_csrf");
    visitor.post(VISIBILITY, "visible=%s&_csrf=%s".formatted(visible, TestSandbox.encoded(csrf)));
  }

  private static JsonNode found(String email) {
    return json(sandbox.get("/v2/publicProfiles?q=email&email=" + email, sandbox.appToken()))
        .get("elements");
  }
}
