package dev.entente.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("M43")
class PersonCardTests {

  private static final String CLOSED = "/v1.0/users/c1/card?opened=false";
  private static final String OPENED = "/v1.0/users/c1/card?opened=true";
  private static final String ELEMENT = "<entente-person-card user=\"c1\"></entente-person-card>";

  private static final String FULL =
      """
      {"state": "full", "provenance": "From LinkedIn", "connected": true,
       "member": {"name": "$", "title": "$", "company": "$",
                  "page": {"href": "https://www.linkedin.com/in/x", "host": "www.linkedin.com"}},
       "profile": {"headline": "$", "summary": "$", "location": "$", "industry": "$",
                   "positions": [{"company": "$", "title": "$", "startedOn": "$"}],
                   "education": [{"school": "$", "degree": "$", "startDate": "$", "endDate": "$"}],
                   "skills": ["$"]},
       "sharedConnections": [{"name": "$", "title": "$", "company": "$"}],
       "inCommon": {"state": "shown", "companies": ["$"], "schools": ["$"], "skills": ["$"], "followed": ["$"]}}
      """;

  private static Chromium chromium;

  private CardHost host;

  @BeforeAll
  static void startBrowser() {
    chromium = new Chromium();
  }

  @BeforeEach
  void openHost() {
    host = new CardHost(chromium.browser(), ColorScheme.LIGHT);
  }

  @AfterEach
  void closeHost() {
    host.close();
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @Test
  @Tag("M40")
  void showsTheWorkProfile() {
    host.answers(CLOSED, 200, card("Chloé Marchand", "")).open(ELEMENT);

    assertThat(host.part("work").innerText())
        .contains("Chloé Marchand", "Regional Sales Lead", "Sales · Northlight", "chloe@n.example")
        .contains("Manager", "Ada Visser", "Direct reports", "Ben Okafor");
    assertThat(host.page().getByRole(AriaRole.HEADING).allInnerTexts())
        .contains("Chloé Marchand", "Contact", "Organization");
  }

  @Test
  @Tag("M44")
  void hasNoLinkedInPartWhereThereIsNone() {
    host.answers(CLOSED, 200, card("Chloé", "")).open(ELEMENT);

    host.part("work").waitFor();
    assertThat(host.part("linkedin-toggle").count()).isZero();
    assertThat(host.part("linkedin").count()).isZero();
  }

  @Test
  @Tag("M20")
  void asksLinkedInNothingUntilThePartIsOpenedAndThenPromptsToConnect() {
    host.answers(CLOSED, 200, card("Chloé", "{\"state\": \"unopened\"}"))
        .answers(
            OPENED,
            200,
            card("Chloé", "{\"state\": \"invitation\", \"connectUrl\": \"/account/connections\"}"))
        .open(ELEMENT);
    host.part("work").waitFor();
    assertThat(host.paths()).contains(CLOSED).doesNotContain(OPENED);
    assertThat(host.part("linkedin").isVisible()).isFalse();

    assertThat(host.openLinkedIn()).isEqualTo("invitation");

    assertThat(host.part("connect").getAttribute("href"))
        .isEqualTo("https://mail.example/account/connections?returnTo=%2Finbox%3Ffolder%3Dtoday");
  }

  @Test
  @Tag("M41")
  void showsPublicInformationBelowThePromptAndSaysWhereItIsFrom() {
    opened(
        """
        {"state": "invitation", "connectUrl": "/account/connections",
         "member": {"name": "Chloé M.", "title": "Lead", "company": "Northlight"}}
        """);

    assertThat(host.part("linkedin").innerText())
        .contains("From LinkedIn", "Chloé M.", "Lead · Northlight");
  }

  @Test
  @Tag("M42")
  void namesCandidatesAsPossibleMatchesOnly() {
    opened(
        """
        {"state": "public", "candidates": [{"name": "Chloé A"}, {"name": "Chloé B"}]}
        """);

    assertThat(host.part("linkedin").innerText())
        .contains("Possible matches", "They may be other people.", "Chloé A", "Chloé B");
    assertThat(host.part("candidates").locator("li").count()).isEqualTo(2);
  }

  @Test
  @Tag("M41")
  void showsFullInformation() {
    opened(FULL.replace("$", "words"));

    assertThat(host.part("linkedin").getAttribute("data-state")).isEqualTo("full");
    assertThat(host.part("linkedin").innerText())
        .contains("From LinkedIn", "You are connected on LinkedIn.", "In common")
        .contains("Shared connections", "Experience", "Education", "words – present")
        .contains("View the profile on www.linkedin.com");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing,       nothing,     There is no LinkedIn profile to show.",
    "notOffered,    notOffered,  Not offered by the LinkedIn app",
    "unavailable,   unavailable, LinkedIn does not answer"
  })
  void saysWhyThereIsNothing(String state, String shown, String words) {
    opened("{\"state\": \"%s\"}".formatted(state));

    assertThat(host.part("linkedin").getAttribute("data-state")).isEqualTo(shown);
    assertThat(host.part("linkedin").innerText()).contains(words);
  }

  @Test
  void saysWhatCannotBeToldInsteadOfLeavingItOut() {
    opened(
        FULL.replace("$", "words")
            .replaceFirst("\"inCommon\": .*", "\"inCommon\": {\"state\": \"notOffered\"}}"));

    assertThat(host.part("linkedin").innerText()).contains("In common\n", "Not offered by");
  }

  @Test
  @Tag("M44")
  void dropsThePartWhenTheSettingHasBecomeNo() {
    host.answers(CLOSED, 200, card("Chloé", "{\"state\": \"unopened\"}"))
        .answers(OPENED, 200, card("Chloé", ""))
        .open(ELEMENT);

    host.part("linkedin-toggle").click();

    host.page().waitForCondition(() -> host.part("linkedin-toggle").count() == 0);
    assertThat(host.part("linkedin").count()).isZero();
    assertThat(host.part("work").isVisible()).isTrue();
  }

  @Test
  void keepsTheWorkProfileWhenTheServerFailsOnLinkedIn() {
    host.answers(CLOSED, 200, card("Chloé", "{\"state\": \"unopened\"}"))
        .answers(OPENED, 503, "{}")
        .open(ELEMENT);

    assertThat(host.openLinkedIn()).isEqualTo("unavailable");
    assertThat(host.part("work").innerText()).contains("Chloé");
  }

  @ParameterizedTest
  @CsvSource({
    "404, This person is not in the directory.",
    "401, Sign in to see profile cards.",
    "500, The card could not be loaded."
  })
  void saysWhatWentWrong(int status, String words) {
    host.answers(CLOSED, status, "{}").open(ELEMENT);

    assertThat(host.part("error").innerText()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB, Contact",
    "nl,    Leidinggevende",
    "de-AT, Kontakt",
    "fr,    Coordonnées",
    "sv,    Contact"
  })
  void speaksTheLanguageOfThePartOfThePageItIsIn(String language, String word) {
    host.answers(CLOSED, 200, card("Chloé", ""))
        .open("<div lang=\"%s\">%s</div>".formatted(language, ELEMENT));

    assertThat(host.part("work").innerText()).contains(word);
  }

  @Test
  void everyLanguageHasEveryText() {
    host.open("");

    assertThat(
            host.page()
                .evaluate(
                    """
                    async () => {
                      const { STRINGS } = await import('/card/entente-person-card.js');
                      const faults = Object.keys(STRINGS).join() === 'en,de,fr,nl' ? [] : ['languages'];
                      for (const [language, texts] of Object.entries(STRINGS)) {
                        for (const key of new Set([...Object.keys(STRINGS.en), ...Object.keys(texts)])) {
                          const [text, english] = [texts[key], STRINGS.en[key]];
                          if (!text || typeof text !== typeof english || text.length < 1) {
                            faults.push(`${language}.${key}`);
                          } else if (typeof text === 'function' && !['Ada', 'Ben'].slice(0, text.length).every((it) => text('Ada', 'Ben').includes(it))) {
                            faults.push(`${language}.${key} leaves out what it is given`);
                          }
                        }
                      }
                      return faults;
                    }
                    """))
        .isEqualTo(List.of());
  }

  @ParameterizedTest
  @Tag("M41")
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "</p></section><form action=//evil.example><button>Sign in</button></form>",
        "\" onmouseover=\"alert(1)",
        "javascript:alert(1)",
        "<style>*{background:url(//evil.example)}</style>",
        "${alert(1)} {{alert(1)}} [[alert(1)]]",
        "<template shadowrootmode=open><img src=x onerror=alert(1)></template>"
      })
  void showsHostileTextAsTextInEveryField(String payload) {
    var quoted = JsonMapper.shared().writeValueAsString(payload);
    var text = quoted.substring(1, quoted.length() - 1);
    host.answers(CLOSED, 200, card(text, "{\"state\": \"unopened\"}"))
        .answers(OPENED, 200, card(text, FULL.replace("$", text)))
        .open(ELEMENT);

    assertThat(host.openLinkedIn()).isEqualTo("full");

    assertThat(host.part("linkedin").innerText().split(Pattern.quote(payload), -1))
        .hasSizeGreaterThan(15);
    assertThat(
            host.page()
                .locator("entente-person-card")
                .locator("script, img, svg, iframe, form, style, template")
                .count())
        .isZero();
    assertThat(host.alarms()).isEmpty();
  }

  @Test
  void followsNoLinkButHttps() {
    opened(
        FULL.replace("$", "words").replace("https://www.linkedin.com/in/x", "javascript:alert(1)"));

    assertThat(host.part("linkedin").locator("a").count()).isZero();
  }

  @Test
  void sendsATokenAndNoCookieFromAnotherOrigin() {
    host.page().context().addCookies(List.of(new Cookie("s", "1").setUrl(CardHost.SERVER)));
    host.answers(CLOSED, 200, card("Chloé", ""))
        .open(
            "<entente-person-card server=\"%s\"></entente-person-card>".formatted(CardHost.SERVER));

    host.page()
        .evaluate(
            """
            async () => {
              await customElements.whenDefined('entente-person-card');
              const card = document.querySelector('entente-person-card');
              card.getToken = async () => 'token-1';
              card.user = 'c1';
            }
            """);
    host.part("work").waitFor();

    var request =
        host.requests().stream()
            .filter(it -> it.url().equals(CardHost.SERVER + CLOSED) && it.method().equals("GET"))
            .findFirst()
            .orElseThrow();
    assertThat(request.allHeaders())
        .containsEntry("authorization", "Bearer token-1")
        .doesNotContainKey("cookie");
  }

  @Test
  void canBeUsedByKeyboardAlone() {
    host.answers(CLOSED, 200, card("Chloé", "{\"state\": \"unopened\"}"))
        .answers(OPENED, 200, card("Chloé", "{\"state\": \"nothing\"}"))
        .open(ELEMENT);
    host.part("linkedin-toggle").focus();
    host.page()
        .evaluate(
            """
            () => {
              window.timesClosed = 0;
              document.addEventListener('entente-card-close', () => window.timesClosed++);
            }
            """);

    host.page().keyboard().press("Enter");
    host.part("linkedin").waitFor();
    assertThat(host.part("linkedin-toggle").getAttribute("aria-expanded")).isEqualTo("true");
    host.page().keyboard().press("Enter");
    assertThat(host.part("linkedin").isVisible()).isFalse();
    host.page().keyboard().press("Escape");

    assertThat(host.page().evaluate("() => window.timesClosed")).isEqualTo(1);
  }

  @Test
  void showsWhoeverWasAskedForLast() {
    host.answers(CLOSED, 200, card("Chloé", ""))
        .answers("/v1.0/users/a1/card?opened=false", 200, card("Ada Visser", ""))
        .open(ELEMENT);
    host.part("work").waitFor();

    host.page()
        .evaluate(
            """
            () => {
              const card = document.querySelector('entente-person-card');
              card.user = 'a1';
              card.user = 'c1';
              card.user = 'a1';
            }
            """);

    host.part("work").getByText("Ada Visser").first().waitFor();
    assertThat(host.page().locator("entente-person-card h2").allInnerTexts())
        .containsExactly("Ada Visser");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void hasNoBarrierThatAxeKnows(ColorScheme colours) {
    host.close();
    host = new CardHost(chromium.browser(), colours);
    opened(FULL.replace("$", "words"));

    assertThat(new AxeBuilder(host.page()).analyze().getViolations())
        .filteredOn(it -> !it.getId().equals("landmark-unique"))
        .isEmpty();
  }

  private void opened(String linkedIn) {
    host.answers(CLOSED, 200, card("Chloé Marchand", "{\"state\": \"unopened\"}"))
        .answers(OPENED, 200, card("Chloé Marchand", linkedIn))
        .open(ELEMENT);
    host.openLinkedIn();
  }

  private static String card(String name, String linkedIn) {
    return """
        {"id": "c1",
         "work": {"displayName": "%s", "userPrincipalName": "chloe@n.example",
                  "mail": "chloe@n.example", "jobTitle": "Regional Sales Lead",
                  "department": "Sales", "companyName": "Northlight",
                  "manager": {"id": "a1", "displayName": "Ada Visser"},
                  "directReports": [{"id": "b1", "displayName": "Ben Okafor"}]}%s}
        """
        .formatted(name, linkedIn.isEmpty() ? "" : ", \"linkedIn\": " + linkedIn);
  }
}
