package dev.entente.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An API that answers as it was told, 404 to all else, and remembers what it was asked. */
final class ToldApi implements AutoCloseable {

  static final String TOKEN = "told-token";

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  ToldApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1.0", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /**
   * @param request such as {@code GET /users?$top=1}, decoded
   */
  ToldApi answer(String request, int status, String json) {
    answers.put(request, new Answer(status, json));
    return this;
  }

  ToldApi collection(String request, String... things) {
    return answer(request, 200, "{\"value\":[%s]}".formatted(String.join(",", things)));
  }

  ToldApi refuse(String request, int status, String code) {
    return answer(
        request, status, "{\"error\":{\"code\":\"%s\",\"message\":\"No.\"}}".formatted(code));
  }

  /** The requests with their bodies, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().toString().substring("/v1.0".length());
    var request =
        exchange.getRequestMethod() + " " + URLDecoder.decode(path, StandardCharsets.UTF_8);
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add((request + " " + body).strip());
    var isKnown =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    var answer =
        isKnown ? answers.getOrDefault(request, new Answer(404, "{}")) : new Answer(401, "{}");
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
