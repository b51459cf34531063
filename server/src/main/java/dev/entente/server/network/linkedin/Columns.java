package dev.entente.server.network.linkedin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a member's data. LinkedIn publishes no schema for them and spells them differently
 * over time, so they are read whatever their case and punctuation and under their aliases.
 */
final class Columns {

  private static final Map<String, String> BY_SPELLING =
      Arrays.stream(Domain.values())
          .flatMap(domain -> domain.columns().stream())
          .collect(Collectors.toUnmodifiableMap(Columns::spelling, label -> label));

  private static final Map<String, String> ALIASES =
      Map.of(
          "emailaddresses", "Email Address",
          "email", "Email Address",
          "profileurl", "URL",
          "organizationname", "Organization");

  private Columns() {}

  /** The row under canonical labels, without empty cells and without what the domain drops. */
  static Map<String, String> read(Domain domain, Map<String, JsonNode> cells) {
    var row = new LinkedHashMap<String, String>();
    cells.forEach(
        (column, value) -> {
          var label = label(column);
          if (value.isValueNode() && domain.columns().contains(label)) {
            UntrustedText.of(value.asString("")).ifPresent(text -> row.putIfAbsent(label, text));
          }
        });
    return row;
  }

  private static String label(String column) {
    var spelling = spelling(column);
    return BY_SPELLING.getOrDefault(spelling, ALIASES.getOrDefault(spelling, column));
  }

  private static String spelling(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
