package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one person does with their own connection. */
class ConnectionJourneys extends Journey {

  @AfterEach
  void nobodyStaysConnected() {
    for (var person : new String[] {"ben", "chloe", "fatou"}) {
      try (var visitor = browsers().visitor(product())) {
        visitor.signIn(person + "@northlight.example");
        if (!visitor.connectionState().equals("none")) {
          visitor.disconnect();
        }
      }
    }
  }

  @Test
  @Tag("M20")
  @Tag("M21")
  void theFirstOpeningOfALinkedInPartAsksToConnect() {
    var ben = signedIn("ben@northlight.example");

    var card = ben.openCard("chloe");

    assertThat(card.linkedInState()).isEqualTo("invitation");
    card.element().locator("[part=connect]").click();
    ben.page().waitForURL(product().server() + "/account/connections*");
  }

  @Test
  @Tag("M21")
  @Tag("M22")
  void connectsInBothDirections() {
    var ben = signedIn("ben@northlight.example");

    assertThat(ben.connect("both", "ben")).isEqualTo("connected");

    assertThat(ben.connectionState()).isEqualTo("connected-both");
  }

  @Test
  @Tag("M21")
  void connectsFromLinkedInToWorkOnly() {
    var ben = signedIn("ben@northlight.example");

    assertThat(ben.connect("inbound", "ben")).isEqualTo("connected");

    assertThat(ben.connectionState()).isEqualTo("connected-inbound");
  }

  @Test
  @Tag("M41")
  void seesFullInformationOnlyWithOnesOwnConsent() {
    var ben = signedIn("ben@northlight.example");
    assertThat(ben.openCard("chloe").linkedInState()).isEqualTo("invitation");
    ben.connect("inbound", "ben");

    var card = ben.openCard("chloe");

    assertThat(card.linkedInState()).isEqualTo("full");
    assertThat(card.linkedInText()).contains("In common");
  }

  @Test
  @Tag("M22")
  void disconnectsAtOnce() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("both", "ben");

    ben.disconnect();

    assertThat(ben.connectionState()).isEqualTo("none");
    assertThat(ben.openCard("chloe").linkedInState()).isEqualTo("invitation");
  }

  @Test
  @Tag("M21")
  void cancellingAtLinkedInsSignInChangesNothing() {
    var ben = signedIn("ben@northlight.example");
    ben.startConnecting("both");

    ben.page().click("#cancel");

    assertThat(ben.outcome()).isEqualTo("cancelled");
    assertThat(ben.connectionState()).isEqualTo("none");
  }

  @Test
  @Tag("M21")
  void cancellingAtLinkedInsConsentChangesNothing() {
    var ben = signedIn("ben@northlight.example");
    ben.startConnecting("both");
    // Whoever accepted before is not asked again; Emil never did.
    ben.page().click("#member-emil");
    ben.page().waitForSelector("#allow");

    ben.page().click("#cancel");

    assertThat(ben.outcome()).isEqualTo("cancelled");
    assertThat(ben.connectionState()).isEqualTo("none");
  }

  @Test
  @Tag("M26")
  void aMemberWhoHidesTheProfileIsOnNoCard() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("inbound", "ben");

    var card = ben.openCard("fatou");

    assertThat(card.workProfile()).contains("Product Designer");
    assertThat(card.linkedInState()).isEqualTo("nothing");
  }

  @Test
  @Tag("M26")
  void removingThePermissionAtLinkedInEndsTheConnectionHere() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("both", "ben");

    ben.page().navigate(product().sandbox() + "/psettings/permitted-services");
    ben.page().click("#remove-entente-demo");
    ben.page()
        .locator("#remove-entente-demo")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    ben.openCard("chloe").linkedInState();

    assertThat(ben.connectionState()).isEqualTo("none");
  }

  @Test
  @Tag("M21")
  void oneLinkedInMemberBelongsToOneWorkAccount() {
    signedIn("ben@northlight.example").connect("inbound", "ben");

    var chloe = signedIn("chloe@northlight.example");

    assertThat(chloe.connect("inbound", "ben")).isEqualTo("memberTaken");
    assertThat(chloe.connectionState()).isEqualTo("none");
  }
}
