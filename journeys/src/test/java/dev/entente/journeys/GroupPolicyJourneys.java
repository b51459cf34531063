package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Office policy in a browser that runs no script. */
class GroupPolicyJourneys extends Journey {

  private static final String ADA = "ada@northlight.example";

  @Override
  Browser.NewContextOptions browserOptions() {
    return new Browser.NewContextOptions().setJavaScriptEnabled(false);
  }

  @Test
  @Tag("M61")
  @Tag("M62")
  void anAdministratorTakesThePolicyAwayAndAsksWhatItDoesOnBensComputer() {
    var page = signedIn(ADA).open("/admin/group-policy").page();
    page.check("#state-disabled");
    page.selectOption("#form", "registryPol");
    var download = page.waitForDownload(() -> page.click("#take"));
    assertThat(download.suggestedFilename()).isEqualTo("Registry.pol");

    page.click("#to-computer");
    page.setInputFiles("#file-1", download.path());
    page.fill("#person", "ben@northlight.example");
    page.click("#ask");

    assertThat(page.getAttribute("#answer", "data-reason")).isEqualTo("POLICY_DISABLED");
    assertThat(page.innerText("#answer"))
        .contains("LinkedIn is not shown", "On the web the organisation’s decision counts alone");
    assertThat(page.innerText("#trace")).contains("Disabled");
  }

  @Test
  @Tag("M60")
  void anAdministratorReadsTemplatesAndSeesWhatIsWrong() throws IOException {
    var broken = Files.writeString(product().data().resolve("broken.admx"), "<policyDefinitions>");
    var page = signedIn(ADA).open("/admin/group-policy/templates").page();

    page.setInputFiles("#admx", broken);
    page.click("#read");

    assertThat(page.innerText("#findings")).contains("broken.admx, line 1");
  }
}
