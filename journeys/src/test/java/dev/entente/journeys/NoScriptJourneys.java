package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job in a browser that runs no script at all. */
class NoScriptJourneys extends Journey {

  @Override
  Browser.NewContextOptions browserOptions() {
    return new Browser.NewContextOptions().setJavaScriptEnabled(false);
  }

  @Test
  @Tag("M1")
  void anAdministratorSelectsAGroup() {
    var ada = signedIn("ada@northlight.example");

    assertThat(ada.selectGroup("Sales")).startsWith("Saved.");
    assertThat(ada.setting()).isEqualTo("selectedGroup");

    assertThat(ada.saveSetting("yes")).startsWith("Saved.");
    assertThat(ada.setting()).isEqualTo("yes");
  }

  @Test
  @Tag("M8")
  @Tag("M9")
  void anAdministratorMovesTheSelectedUsersByKeyboardAlone() {
    var page = signedIn("lars@larkfield.example").open("/admin/users/settings/selected").page();

    page.focus("#name");
    page.keyboard().type("By keyboard");
    page.keyboard().press("Enter");
    assertThat(page.innerText("#states")).contains("will be added: 1");
    page.focus("#select");
    page.keyboard().press("Space");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.innerText("#status")).contains("1 person was added", "Nobody was left behind");
    assertThat(page.innerText("#states")).contains("is a member: 1");
  }

  @Test
  @Tag("M20")
  @Tag("M22")
  @Tag("M40")
  void aPersonConnectsSeesTheCardAndDisconnects() {
    var ben = signedIn("ben@northlight.example");
    assertThat(ben.connect("inbound", "ben")).isEqualTo("connected");

    ben.open("/host");
    ben.page().click("#person-chloe");
    ben.page().click(".person-card-linkedin a");
    ben.page().getByText("In common").first().waitFor();

    ben.disconnect();
    assertThat(ben.connectionState()).isEqualTo("none");
  }
}
