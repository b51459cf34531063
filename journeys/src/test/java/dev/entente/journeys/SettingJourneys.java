package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does with the setting, and what everyone else sees of it. */
class SettingJourneys extends Journey {

  @AfterEach
  void northlightIsOnAgain() {
    try (var ada = browsers().visitor(product())) {
      ada.signIn("ada@northlight.example").saveSetting("yes");
    }
  }

  @Test
  @Tag("M1")
  @Tag("M6")
  @Tag("M44")
  void noEndsEveryConnectionAndEveryCardsLinkedInPart() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("both", "ben");
    var chloe = signedIn("chloe@northlight.example");
    chloe.connect("inbound", "chloe");
    assertThat(ben.openCard("chloe").linkedInState()).isEqualTo("full");

    signedIn("ada@northlight.example").saveSetting("no");

    assertThat(ben.openCard("chloe").hasLinkedIn()).isFalse();
    assertThat(chloe.openCard("ben").hasLinkedIn()).isFalse();
    assertThat(ben.connectionState()).isEqualTo("none");
  }

  @Test
  @Tag("M6")
  void turningItOnAgainRestoresNothing() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("both", "ben");
    var ada = signedIn("ada@northlight.example");

    ada.saveSetting("no");
    ada.saveSetting("yes");

    assertThat(ben.connectionState()).isEqualTo("none");
    assertThat(ben.openCard("chloe").linkedInState()).isEqualTo("invitation");
  }

  @Test
  @Tag("M1")
  void theSelectedGroupCountsDirectAndNestedMembersOnly() {
    signedIn("ada@northlight.example").selectGroup("Sales");

    var ben = signedIn("ben@northlight.example").open("/account/connections");
    var chloe = signedIn("chloe@northlight.example").open("/account/connections");
    var emil = signedIn("emil@northlight.example").open("/account/connections");

    assertThat(ben.page().locator("#connect").count()).isOne();
    assertThat(chloe.page().locator("#connect").count()).isOne();
    assertThat(emil.page().locator("#connect").count()).isZero();
  }

  @Test
  @Tag("M2")
  void onlyAdministratorsSeeControls() {
    var auditor = signedIn("gus@northlight.example").open("/admin/users/settings");
    assertThat(auditor.page().locator("#save").count()).isZero();

    var ben = signedIn("ben@northlight.example");
    assertThat(ben.page().navigate(product().server() + "/admin/users/settings").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rosa@rheinwerk.example", "luc@lumiere.example"})
  @Tag("M3")
  void isOffByDefaultInGermanyAndFrance(String administrator) {
    assertThat(signedIn(administrator).setting()).isEqualTo("no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"carol@capitol.example", "tara@tundra.example"})
  @Tag("M3")
  @Tag("M4")
  void cannotBeSavedWhereItIsNotAvailable(String administrator) {
    var page = signedIn(administrator).open("/admin/users/settings").page();

    assertThat(page.locator("#save").count()).isZero();
    assertThat(page.textContent("#availability")).contains("not available");
  }

  @Test
  @Tag("M10")
  void aDeepLinkLeadsThroughSignInToTheSetting() {
    var ada = visitor().open("/admin/users/settings");

    ada.page().fill("#email", "ada@northlight.example");
    ada.page().click("#continue");
    ada.page().click("#person-ada");

    ada.page().waitForURL(product().server() + "/admin/users/settings*");
    assertThat(ada.page().locator("#save").count()).isOne();
  }

  /** OpenID Connect RP-Initiated Logout 1.0: by way of the organisation's provider and back. */
  @Test
  void signingOutEndsTheSignInAtTheOrganisationToo() {
    var ben = signedIn("ben@northlight.example");

    ben.page().click("#sign-out");

    ben.page().waitForURL(product().server() + "/?signedOut");
    assertThat(ben.page().innerText("[role=status]")).contains("signed out of Entente");
    assertThat(ben.open("/account/connections").page().locator("#email").count()).isOne();
  }
}
