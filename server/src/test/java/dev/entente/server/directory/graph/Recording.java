package dev.entente.server.directory.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a conversation with Microsoft Graph back: each request has to be the next one of the
 * recording, or to begin as that does.
 */
final class Recording implements AutoCloseable {

  private static final String BASE = "{base}";

  private final HttpServer server;
  private final Deque<JsonNode> open = new ArrayDeque<>();

  /**
   * @param name of a resource beside this class
   */
  Recording(String name) {
    try (var recorded = Objects.requireNonNull(Recording.class.getResourceAsStream(name))) {
      JsonMapper.shared().readTree(recorded).forEach(open::add);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  GraphSettings settings() {
    return new GraphSettings(
        "contoso.example", "reader", new Secret("s"), "global", base(), base());
  }

  /** What has not been asked for yet. */
  synchronized List<String> open() {
    return open.stream().map(Recording::request).toList();
  }

  private String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private static String request(JsonNode exchange) {
    return exchange.path("request").asString("");
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestMethod() + " " + decoded(exchange.getRequestURI());
    var next = open.peek();
    if (next == null || !asked.startsWith(request(next))) {
      send(exchange, 400, "{\"error\":{\"code\":\"NotRecorded\"}}");
      return;
    }
    open.remove();
    next.path("headers")
        .forEachEntry(
            (name, value) -> exchange.getResponseHeaders().set(name, ours(value.asString(""))));
    send(exchange, next.path("status").asInt(200), ours(next.path("body").toString()));
  }

  private static String decoded(URI address) {
    return address.getQuery() == null
        ? address.getPath()
        : address.getPath() + "?" + address.getQuery();
  }

  private String ours(String text) {
    return text.replace(BASE, base());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
