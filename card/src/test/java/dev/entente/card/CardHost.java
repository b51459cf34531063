package dev.entente.card;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A stranger's page that embeds the card, in a real browser, under the strictest policy that a page
 * can have. The server behind it is a table of answers.
 */
final class CardHost implements AutoCloseable {

  static final String PAGE = "https://mail.example/inbox?folder=today";
  static final String SERVER = "https://entente.example";

  private static final String STRICTEST =
      """
      default-src 'none'; script-src 'self' https://entente.example; img-src 'self' blob:; \
      connect-src 'self' https://entente.example; require-trusted-types-for 'script'; trusted-types 'none'""";

  private final BrowserContext context;
  private final Page page;
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();

  CardHost(Browser chromium, ColorScheme colours) {
    context = chromium.newContext(new Browser.NewContextOptions().setColorScheme(colours));
    context.setDefaultTimeout(10_000);
    page = context.newPage();
    page.onDialog(
        it -> {
          alarms.add("dialog: " + it.message());
          it.dismiss();
        });
    page.onConsoleMessage(
        it -> {
          if (it.text().contains("Content Security Policy") || it.text().contains("Trusted")) {
            alarms.add(it.text());
          }
        });
    page.onPageError(it -> alarms.add("error: " + it));
    page.route("**/*", this::answer);
  }

  /** What the server says to a path with its query, from now on. */
  CardHost answers(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  /** Opens a page with this element in it, and waits until the card has something to show. */
  CardHost open(String element) {
    var html =
        """
        <!DOCTYPE html><html lang="en"><head><title>Mail</title></head><body><main><h1>Mail</h1>
        %s</main><script type="module" src="/card/entente-person-card.js"></script></body></html>
        """
            .formatted(element);
    answers(PAGE.substring(PAGE.indexOf("/inbox")), 200, html);
    page.navigate(PAGE);
    return this;
  }

  Page page() {
    return page;
  }

  Locator part(String name) {
    return page.locator("entente-person-card [part=%s]".formatted(name));
  }

  /** Opens the LinkedIn part and says in which state it is. */
  String openLinkedIn() {
    part("linkedin-toggle").click();
    part("linkedin").waitFor();
    return Objects.requireNonNull(part("linkedin").getAttribute("data-state"));
  }

  List<String> paths() {
    return requests.stream().map(it -> pathOf(it.url())).toList();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Dialogs, violations of the policy, uncaught errors. */
  List<String> alarms() {
    return List.copyOf(alarms);
  }

  private void answer(Route route) {
    requests.add(route.request());
    var path = pathOf(route.request().url());
    if (path.endsWith(".js")) {
      fulfill(route, new Answer(200, component()), "text/javascript");
      return;
    }
    var answer = answers.getOrDefault(path, new Answer(404, "{}"));
    fulfill(route, answer, path.startsWith("/inbox") ? "text/html" : "application/json");
  }

  private static void fulfill(Route route, Answer answer, String type) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(answer.status)
            .setHeaders(
                Map.of(
                    "Content-Type",
                    type + ";charset=utf-8",
                    "Content-Security-Policy",
                    STRICTEST,
                    "Access-Control-Allow-Origin",
                    "https://mail.example",
                    "Access-Control-Allow-Headers",
                    "Authorization"))
            .setBody(answer.body));
  }

  private static String pathOf(String url) {
    return url.replaceFirst("https://[^/]+", "");
  }

  private static String component() {
    try (var script =
        CardHost.class.getResourceAsStream("/META-INF/resources/card/entente-person-card.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private record Answer(int status, String body) {}
}
