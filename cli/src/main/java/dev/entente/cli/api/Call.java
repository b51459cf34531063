package dev.entente.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request, relative to an API's base.
 *
 * @param path begins with a slash
 */
public record Call(
    String method, String path, Optional<JsonNode> body, Map<String, String> headers) {

  public Call {
    headers = Map.copyOf(headers);
  }

  public static Call get(String path) {
    return new Call("GET", path, Optional.empty(), Map.of());
  }

  public static Call post(String path, JsonNode body) {
    return new Call("POST", path, Optional.of(body), Map.of());
  }

  public static Call patch(String path, JsonNode body) {
    return new Call("PATCH", path, Optional.of(body), Map.of());
  }

  public static Call delete(String path) {
    return new Call("DELETE", path, Optional.empty(), Map.of());
  }

  public Call withHeader(String name, String value) {
    return new Call(method, path, body, Map.of(name, value));
  }

  /** Whether sending it twice does what sending it once does. */
  boolean isRepeatable() {
    return !method.equals("POST") || path.equals(Batch.PATH) || path.endsWith("/importMembers");
  }

  /** A value inside a path or query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A string literal of OData, encoded: a quote is doubled. */
  public static String literal(String value) {
    return encode("'" + value.replace("'", "''") + "'");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
