package dev.entente.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The pictures of the README and the documentation, taken from the running product. */
@EnabledIfSystemProperty(named = "entente.screenshots", matches = "true")
class Screenshots extends Journey {

  private static final Path IMAGES = Path.of("../docs/images");

  @Test
  void takesThem() {
    var size = new Browser.NewContextOptions().setViewportSize(1180, 820);
    try (var ben = browsers().visitor(product(), size);
        var ada = browsers().visitor(product(), size)) {
      ben.signIn("ben@northlight.example");
      ben.open("/account/connections");
      shoot(ben, "connect.png");
      ben.connect("inbound", "ben");
      ben.openCard("chloe").linkedInState();
      shoot(ben, "card.png");
      ada.signIn("ada@northlight.example").open("/admin/users/settings");
      shoot(ada, "setting.png");
    }
  }

  private static void shoot(Visitor visitor, String name) {
    visitor.page().screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name)));
  }
}
