package dev.entente.server.directory.scim;

import java.util.Map;

/** Part of a {@code WHERE} clause; what a client sent is in the parameters only. */
record Condition(String sql, Map<String, Object> parameters) {

  static final Condition ALWAYS = new Condition("true", Map.of());

  Condition {
    parameters = Map.copyOf(parameters);
  }
}
