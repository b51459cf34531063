package dev.entente.server.signin;

import static dev.entente.server.Cast.ADA;
import static dev.entente.server.Cast.BEN;
import static dev.entente.server.Cast.DEV;
import static dev.entente.server.Cast.GUS;
import static dev.entente.server.Cast.HARBOUR;
import static dev.entente.server.Cast.HUGO;
import static dev.entente.server.Cast.LUMIERE;
import static dev.entente.server.Cast.NORTHLIGHT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.UserId;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInTests extends SignInJourney {

  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  @Test
  @Tag("M10")
  void leadsBackToTheDeepLink() {
    var back = signIn(browser(), NORTHLIGHT, ADA, "/admin/users/settings", "GlobalAdministrator");

    assertThat(back.statusCode()).isEqualTo(302);
    assertThat(Browser.location(back)).endsWith("/admin/users/settings");
  }

  @Test
  void findsTheOrganisationByAnEmailAddressOfAnyCase() {
    var page = browser().get("/?email=ADA@Northlight.Example");

    assertThat(page.body()).contains("Northlight");
    assertThat(page.headers().firstValue("Refresh").orElse(""))
        .startsWith("0; url=/signin/" + NORTHLIGHT);
  }

  @Test
  void saysWhenNoOrganisationUsesTheDomain() {
    var page = browser().get("/?email=someone@elsewhere.example");

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("No organisation on this server uses this domain");
  }

  @Test
  void asksWithCodeChallengeNonceAndState() {
    var request = begin(browser(), NORTHLIGHT, "/");

    assertThat(request)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "entente")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("code_challenge", "nonce", "state", "redirect_uri");
  }

  @Test
  void anAnswerFromAnotherProviderNeverReachesATokenEndpoint() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var idToken = FakeProvider.signed(honest(NORTHLIGHT, ADA, request).build(), "JWT");

    var back = comeBack(browser, NORTHLIGHT, answer(request, idToken) + iss(HARBOUR));

    assertRefused(back, "ISSUER_MISMATCH");
    assertThat(PROVIDER.requests()).noneMatch(it -> it.startsWith("POST"));
  }

  @Test
  void anAnswerWithoutIssuerIsRefusedWhereTheProviderPromisesOne() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var idToken = FakeProvider.signed(honest(NORTHLIGHT, ADA, request).build(), "JWT");

    assertRefused(comeBack(browser, NORTHLIGHT, answer(request, idToken)), "ISSUER_MISMATCH");
  }

  @Test
  void anAnswerWithoutIssuerHoldsWhereTheProviderPromisesNone() {
    var browser = browser();
    var request = begin(browser, HARBOUR, "/");
    var idToken = FakeProvider.signed(honest(HARBOUR, HUGO, request).build(), "JWT");

    assertThat(comeBack(browser, HARBOUR, answer(request, idToken)).statusCode()).isEqualTo(302);
  }

  @Test
  void theSessionIsAnotherAfterSigningIn() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, ADA, "/");
    var before = browser.sessionId();

    signIn(browser, NORTHLIGHT, BEN, "/");

    assertThat(before).isNotEmpty();
    assertThat(browser.sessionId()).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void beginningNeedsNoSession() {
    var browser = browser();

    begin(browser, NORTHLIGHT, "/");

    assertThat(browser.sessionId()).isEmpty();
  }

  @Test
  void theSessionCookieIsHiddenFromScriptsAndOtherSites() {
    var cookie = Browser.cookie(signIn(browser(), NORTHLIGHT, BEN, "/"), "entente");

    assertThat(cookie)
        .contains("HttpOnly", "SameSite=Lax", "Path=/")
        .as("browsers drop a secure cookie that comes by plain http")
        .doesNotContain("Secure");
  }

  @Test
  void twoTabsSignInOneAfterTheOther() {
    var browser = browser();
    var first = begin(browser, NORTHLIGHT, "/account/connections");
    var second = begin(browser, NORTHLIGHT, "/host");
    var one = FakeProvider.signed(honest(NORTHLIGHT, BEN, first).build(), "JWT");
    var two = FakeProvider.signed(honest(NORTHLIGHT, BEN, second).build(), "JWT");

    var secondBack = comeBack(browser, NORTHLIGHT, answer(second, two) + iss(NORTHLIGHT));
    var firstBack = comeBack(browser, NORTHLIGHT, answer(first, one) + iss(NORTHLIGHT));

    assertThat(Browser.location(secondBack)).endsWith("/host");
    assertThat(Browser.location(firstBack)).endsWith("/account/connections");
  }

  @Test
  void anAnswerCountsOnce() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var idToken = FakeProvider.signed(honest(NORTHLIGHT, BEN, request).build(), "JWT");
    var answer = answer(request, idToken) + iss(NORTHLIGHT);

    comeBack(browser, NORTHLIGHT, answer);
    var again = comeBack(browser, NORTHLIGHT, answer);

    assertRefused(again, "NOT_BEGUN_HERE");
    assertThat(PROVIDER.requests()).filteredOn(it -> it.startsWith("POST")).hasSize(1);
  }

  @Test
  void anAnswerBelongsToTheBrowserThatAsked() {
    var request = begin(browser(), NORTHLIGHT, "/");
    var idToken = FakeProvider.signed(honest(NORTHLIGHT, ADA, request).build(), "JWT");
    var victim = browser();
    begin(victim, NORTHLIGHT, "/");

    var back = comeBack(victim, NORTHLIGHT, answer(request, idToken) + iss(NORTHLIGHT));

    assertRefused(back, "NOT_BEGUN_HERE");
  }

  @Test
  void anAnswerBelongsToTheOrganisationThatWasAsked() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var idToken = FakeProvider.signed(honest(NORTHLIGHT, ADA, request).build(), "JWT");

    var back = comeBack(browser, HARBOUR, answer(request, idToken) + iss(NORTHLIGHT));

    assertRefused(back, "NOT_BEGUN_HERE");
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("another issuer", it -> it.issuer("http://localhost:1/work/northlight")),
        forgery("another organisation's issuer", it -> it.issuer(issuer(HARBOUR))),
        forgery("another audience", it -> it.audience("someone-else")),
        forgery("an audience more, without azp", it -> it.audience(List.of("entente", "other"))),
        forgery("another nonce", it -> it.claim("nonce", "replayed")),
        forgery("no nonce", it -> it.claim("nonce", null)),
        forgery("no subject", it -> it.subject(null)),
        forgery("no issue time", it -> it.claim("iat", null)),
        forgery("no expiry", it -> it.claim("exp", null)),
        forgery("long expired", it -> it.claim("exp", Instant.EPOCH.getEpochSecond())));
  }

  private static Arguments forgery(String what, Consumer<JWTClaimsSet.Builder> tamper) {
    return Arguments.argumentSet(what, tamper);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void anIdentityTokenThatDoesNotHoldIsRefused(Consumer<JWTClaimsSet.Builder> tamper) {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var claims = honest(NORTHLIGHT, ADA, request);
    tamper.accept(claims);
    var idToken = FakeProvider.signed(claims.build(), "JWT");

    var back = comeBack(browser, NORTHLIGHT, answer(request, idToken) + iss(NORTHLIGHT));

    assertRefused(back, "NOT_PROVEN");
  }

  @Test
  void anIdentityTokenWithoutTheProvidersSignatureIsRefused() {
    var browser = browser();
    for (var unsigned : List.of(true, false)) {
      var request = begin(browser, NORTHLIGHT, "/");
      var claims = honest(NORTHLIGHT, ADA, request).build();
      var idToken =
          unsigned ? new PlainJWT(claims).serialize() : FakeProvider.signedByAnother(claims, "JWT");

      var back = comeBack(browser, NORTHLIGHT, answer(request, idToken) + iss(NORTHLIGHT));

      assertRefused(back, "NOT_PROVEN");
    }
  }

  @Test
  void aProviderWithoutTheRightCodeVerifierAnswerIsRefused() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var stolen = "code=someone-elses&state=" + request.get("state") + iss(NORTHLIGHT);

    assertRefused(comeBack(browser, NORTHLIGHT, stolen), "NOT_PROVEN");
  }

  @Test
  void cancellingIsSaidPlainly() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");

    var back =
        comeBack(
            browser,
            NORTHLIGHT,
            "error=access_denied&state=" + request.get("state") + iss(NORTHLIGHT));

    assertRefused(back, "CANCELLED");
    assertThat(back.body()).contains("Nothing has been changed");
  }

  @Test
  void aDisabledAccountStaysOutside() {
    assertRefused(signIn(browser(), NORTHLIGHT, DEV, "/"), "ACCOUNT_DISABLED");
  }

  @Test
  void whoeverIsNotInTheDirectoryStaysOutside() {
    assertRefused(signIn(browser(), NORTHLIGHT, HUGO, "/"), "NOT_IN_DIRECTORY");
  }

  @Test
  void aProviderOutOfOrderIsSaidPlainly() {
    assertRefused(browser().get("/signin/" + LUMIERE), "PROVIDER_UNREACHABLE");
  }

  @Test
  void aSecretThatCannotBeOpenedStopsNothingButSigningIn() {
    var sealed =
        jdbc.sql("SELECT client_secret FROM tenants WHERE id = :id")
            .param("id", HARBOUR.value())
            .query(byte[].class)
            .single();
    keepSecret(new byte[1]);
    try {
      assertRefused(signIn(browser(), HARBOUR, HUGO, "/"), "SECRET_UNREADABLE");
      var token = "Bearer " + accessToken(HARBOUR, HUGO);
      assertThat(browser().get("/v1.0/nothing", "Authorization", token).statusCode())
          .isEqualTo(404);
    } finally {
      keepSecret(sealed);
    }
  }

  private void keepSecret(byte[] sealed) {
    jdbc.sql("UPDATE tenants SET client_secret = :sealed WHERE id = :id")
        .param("sealed", sealed)
        .param("id", HARBOUR.value())
        .update();
  }

  @Test
  @Tag("M2")
  void pagesOfferWhatTheRoleAllows() {
    var ada = browser();
    var gus = browser();
    var ben = browser();
    signIn(ada, NORTHLIGHT, ADA, "/", "GlobalAdministrator");
    signIn(gus, NORTHLIGHT, GUS, "/", "Auditor");
    signIn(ben, NORTHLIGHT, BEN, "/", "SomethingElse");

    assertThat(ada.get("/").body()).contains("Decide who in your organisation", "Ada Visser");
    assertThat(gus.get("/").body()).contains("See who in your organisation");
    assertThat(ben.get("/").body()).contains("/account/connections").doesNotContain("/admin/users");
  }

  @Test
  @Tag("M2")
  void entrasGlobalAdministratorTemplateConfersTheRole() {
    var browser = browser();
    var request = begin(browser, NORTHLIGHT, "/");
    var claims =
        honest(NORTHLIGHT, ADA, request)
            .claim("wids", List.of("62e90394-69f5-4237-9190-012177145e10", ""));
    var idToken = FakeProvider.signed(claims.build(), "JWT");

    comeBack(browser, NORTHLIGHT, answer(request, idToken) + iss(NORTHLIGHT));

    assertThat(browser.get("/").body()).contains("Decide who in your organisation");
  }

  @Test
  void signingInAsSomeoneElseLeavesNothingOfTheFirst() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, ADA, "/", "GlobalAdministrator");
    signIn(browser, NORTHLIGHT, BEN, "/");

    assertThat(browser.get("/").body())
        .contains("Ben Okafor")
        .doesNotContain("Ada Visser", "/admin/users");
  }

  @Test
  void signingOutTakesAFormOfOurs() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, BEN, "/");

    assertThat(browser.post("/signout", "").statusCode()).isEqualTo(403);
    assertThat(browser.get("/").body()).contains("Ben Okafor");

    var token = browser.csrfToken("/");
    assertThat(browser.post("/signout", "_csrf=" + token).statusCode()).isEqualTo(200);
    assertThat(browser.get("/").body()).doesNotContain("Ben Okafor");
  }

  /** OpenID Connect RP-Initiated Logout 1.0 §2. */
  @Test
  void signingOutGoesOnAtTheProvider() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, BEN, "/");

    var out = browser.post("/signout", "_csrf=" + browser.csrfToken("/"));

    var away = out.headers().firstValue("Refresh").orElse("");
    assertThat(away).startsWith("0; url=" + issuer(NORTHLIGHT) + "/logout?");
    assertThat(Browser.query(away.replace("0; url=", "")))
        .containsKey("id_token_hint")
        .containsEntry("client_id", "entente")
        .hasEntrySatisfying(
            "post_logout_redirect_uri",
            it -> assertThat(URLDecoder.decode(it, UTF_8)).endsWith("/?signedOut"));
    assertThat(browser.get("/?signedOut").body()).contains("You are signed out of Entente.");
  }

  @Test
  void saysThatTheSignInAtTheProviderMayBeOpenWhereItCannotBeEnded() {
    var browser = browser();
    signIn(browser, HARBOUR, HUGO, "/");

    var out = browser.post("/signout", "_csrf=" + browser.csrfToken("/"));

    assertThat(Browser.location(out)).endsWith("/?signedOut=here");
    assertThat(browser.get("/?signedOut=here").body()).contains("may still be open");
  }

  @Test
  void theCookieOfASessionThatWasSignedOutOpensNothing() {
    var browser = browser();
    signIn(browser, NORTHLIGHT, BEN, "/");
    var cookie = "entente=" + browser.sessionId();
    assertThat(browser().get("/", "Cookie", cookie).body()).contains("Ben Okafor");

    browser.post("/signout", "_csrf=" + browser.csrfToken("/"));

    assertThat(browser().get("/", "Cookie", cookie).body()).doesNotContain("Ben Okafor");
  }

  @Test
  void disablingAnAccountEndsItsSessions() {
    var browser = browser();
    var leaver = UserId.parse("0b000000-0000-4000-8000-0000000000e1");
    signIn(browser, NORTHLIGHT, leaver, "/");
    assertThat(browser.get("/").body()).contains("id=\"signed-in\"");

    enable(leaver, false);
    try {
      assertThat(browser.get("/").body()).doesNotContain("id=\"signed-in\"");
    } finally {
      enable(leaver, true);
    }
    assertThat(browser.get("/").body()).doesNotContain("id=\"signed-in\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example"})
  void signingInNeverLeadsElsewhere(String returnTo) {
    var back = signIn(browser(), NORTHLIGHT, BEN, returnTo);

    assertThat(Browser.location(back)).matches("(http://localhost:\\d+)?/");
  }

  private void enable(UserId person, boolean enabled) {
    transactions.run(
        NORTHLIGHT,
        () ->
            jdbc.sql("UPDATE people SET enabled = :enabled WHERE id = :id")
                .param("enabled", enabled)
                .param("id", person.value())
                .update());
  }

  private static void assertRefused(HttpResponse<String> page, String reason) {
    assertThat(page.body()).contains("data-outcome=\"" + reason + "\"");
    assertThat(page.statusCode()).isGreaterThanOrEqualTo(400);
  }
}
