package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page on which one can stay, as axe-core judges WCAG 2.2 AA, light and dark, and on a phone.
 */
class AccessibilityTests extends Journey {

  private static final String ADA = "ada@northlight.example";

  private static final List<String> SIGNED_OUT =
      List.of(
          "/",
          "/?email=nobody@nowhere.example",
          "/signin/callback/0a000000-0000-4000-8000-000000000001?state=unknown");

  private static final List<String> SIGNED_IN =
      List.of(
          "/",
          "/admin/users",
          "/admin/users/settings",
          "/admin/users/settings/selected",
          "/admin/directory",
          "/admin/group-policy",
          "/admin/group-policy/computer",
          "/admin/group-policy/domain",
          "/admin/group-policy/domain/templates",
          "/admin/group-policy/templates",
          "/admin/directory/scim-tokens",
          "/admin/audit",
          "/account/connections",
          "/account/connections/results/cancelled",
          "/account/connections/results/unheard-of",
          "/host",
          "/host/people/0b000000-0000-4000-8000-0000000000c1?opened=true");

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyPageMeetsTheGuidelines(ColorScheme scheme) {
    visitEveryPage(
        new Browser.NewContextOptions().setColorScheme(scheme),
        (page, name) ->
            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
                .as("%s, %s", name, scheme)
                .extracting(it -> it.getId() + ": " + it.getNodes().getFirst().getHtml())
                .isEmpty());
  }

  @Test
  void noPageScrollsSidewaysOnAPhone() {
    visitEveryPage(
        new Browser.NewContextOptions().setViewportSize(320, 640),
        (page, name) ->
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isEqualTo(320));
  }

  /** Shows the judge each page, and what it is called. */
  private void visitEveryPage(Browser.NewContextOptions options, BiConsumer<Page, String> judge) {
    try (var ada = browsers().visitor(product(), options)) {
      for (var path : SIGNED_OUT) {
        judge.accept(ada.open(path).page(), path + " signed out");
      }
      ada.signIn(ADA);
      for (var path : SIGNED_IN) {
        judge.accept(ada.open(path).page(), path);
      }
      ada.open("/admin/group-policy/computer").page().click("#ask");
      ada.page().waitForSelector("#trace");
      judge.accept(ada.page(), "what Office shows on a computer");
      ada.page().navigate(begunByTheApi());
      judge.accept(ada.page(), "what the API began");

      assertThat(ada.openCard("chloe").linkedInState()).isEqualTo("invitation");
      judge.accept(ada.page(), "a card that invites");
      assertThat(ada.connect("inbound", "ada")).isEqualTo("connected");
      assertThat(ada.openCard("chloe").linkedInState()).isEqualTo("full");
      judge.accept(ada.page(), "an opened card");
      judge.accept(ada.open("/account/connections").page(), "one's own connection");
      ada.disconnect();
    }
    visitTheMoveOfTheSelectedUsers(options, judge);
  }

  private void visitTheMoveOfTheSelectedUsers(
      Browser.NewContextOptions options, BiConsumer<Page, String> judge) {
    try (var lars = browsers().visitor(product(), options)) {
      var page =
          lars.signIn("lars@larkfield.example").open("/admin/users/settings/selected").page();
      judge.accept(page, "the Selected list");
      page.fill("#name", "A group with a rather long name for so small a screen");
      page.click("#make");
      page.waitForSelector("#move");
      judge.accept(page, "the Selected list before its move");
      page.uncheck("#select");
      page.click("#move");
      page.waitForSelector("#status");
      judge.accept(page, "the Selected list after its move");
    }
  }

  /** The page on which a connection goes on that the API began. */
  private String begunByTheApi() {
    var begun =
        Http.post(
            product(),
            Http.tokenOf(product(), ADA),
            "/v1.0/me/connections",
            "{\"network\": \"linkedin\", \"direction\": \"both\"}");
    return Http.json(begun).get("authorizationUrl").asString();
  }
}
