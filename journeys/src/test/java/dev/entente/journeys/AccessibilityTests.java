package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, as axe-core judges WCAG 2.2 AA, light and dark, and on a phone. */
class AccessibilityTests extends Journey {

  private static final List<String> PAGES =
      List.of(
          "/",
          "/admin/users",
          "/admin/users/settings",
          "/admin/audit",
          "/account/connections",
          "/account/connections/results/cancelled",
          "/host");

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyPageMeetsTheGuidelines(ColorScheme scheme) {
    try (var ada =
        browsers()
            .visitor(product(), new Browser.NewContextOptions().setColorScheme(scheme))
            .signIn("ada@northlight.example")) {
      for (var path : PAGES) {
        ada.open(path);

        var violations = new AxeBuilder(ada.page()).withTags(RULES).analyze().getViolations();

        assertThat(violations)
            .as("%s, %s", path, scheme)
            .extracting(it -> it.getId() + ": " + it.getNodes().getFirst().getHtml())
            .isEmpty();
      }
    }
  }

  @Test
  void noPageScrollsSidewaysOnAPhone() {
    var phone = new Browser.NewContextOptions().setViewportSize(320, 640);
    try (var ada = browsers().visitor(product(), phone).signIn("ada@northlight.example")) {
      for (var path : PAGES) {
        ada.open(path);

        assertThat(ada.page().evaluate("document.documentElement.scrollWidth"))
            .as(path)
            .isEqualTo(320);
      }
    }
  }
}
