package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stranger's page, on an origin of its own, with the strictest policy that docs/embedding.md
 * allows.
 */
class EmbeddingJourneys extends Journey {

  private static final String CHLOE = "0b000000-0000-4000-8000-0000000000c1";

  private final HttpServer intranet = start();
  private String token = "";

  @Override
  Product startProduct() {
    return Product.start(Map.of("entente.card.allowed-origins", origin("localhost")), Map.of());
  }

  @AfterAll
  void stopIntranet() {
    intranet.stop(0);
  }

  @Test
  @Tag("M40")
  void aPageOfAnAllowedOriginShowsTheCardOfItsReader() {
    token = Http.tokenOf(product(), "ben@northlight.example");
    signedIn("ben@northlight.example").connect("inbound", "ben");
    var reader = visitor();

    reader.page().navigate(origin("localhost") + "/");

    var card = cardOn(reader.page());
    card.element().locator("[part=work]").waitFor();
    assertThat(card.workProfile()).contains("Chloé Marchand");
    assertThat(card.linkedInState()).isEqualTo("full");
    assertThat(card.linkedInText()).contains("In common");
  }

  @Test
  @Tag("M40")
  void theSessionOfTheReaderIsNotUsedFromAnotherOrigin() {
    var ben = signedIn("ben@northlight.example");
    token = "";

    ben.page().navigate(origin("localhost") + "/");

    var error = cardOn(ben.page()).element().locator("[part=error]");
    error.waitFor();
    assertThat(ben.page().textContent("#said")).isEqualTo("entente-card-error 401");
  }

  @Test
  @Tag("M40")
  void aPageOfAnotherOriginGetsNothing() {
    token = Http.tokenOf(product(), "ben@northlight.example");
    var reader = visitor();
    List<String> refused = new ArrayList<>();
    reader.page().onConsoleMessage(it -> refused.add(it.text()));

    reader.page().navigate(origin("127.0.0.1") + "/");

    reader.page().waitForCondition(() -> refused.stream().anyMatch(it -> it.contains("CORS")));
    assertThat(cardOn(reader.page()).element().locator("[part=work]").count()).isZero();
  }

  private static Visitor.Card cardOn(Page page) {
    return new Visitor.Card(page.locator("entente-person-card"));
  }

  private String origin(String host) {
    return "http://%s:%d".formatted(host, intranet.getAddress().getPort());
  }

  private HttpServer start() {
    try {
      var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
      server.createContext("/", this::page);
      server.createContext("/page.js", this::script);
      server.createContext("/token", it -> answer(it, "text/plain", token));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .add(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self' %1$s; connect-src 'self' %1$s; img-src blob:; require-trusted-types-for 'script'"
                .formatted(product().server()));
    answer(
        exchange,
        "text/html",
        """
        <!DOCTYPE html>
        <html lang="en">
        <title>Intranet</title>
        <script type="module" src="%1$s/card/entente-person-card.js"></script>
        <script type="module" src="/page.js"></script>
        <h1>Ticket 4711</h1>
        <p id="said"></p>
        <entente-person-card server="%1$s"></entente-person-card>
        """
            .formatted(product().server()));
  }

  private void script(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        "text/javascript",
        """
        const card = document.querySelector('entente-person-card');
        document.addEventListener('entente-card-error', (event) => {
          document.getElementById('said').textContent = `${event.type} ${event.detail.status}`;
        });
        card.getToken = async () => (await fetch('/token')).text();
        card.user = '%s';
        """
            .formatted(CHLOE));
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }
}
