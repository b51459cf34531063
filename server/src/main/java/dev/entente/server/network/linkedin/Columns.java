package dev.entente.server.network.linkedin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a member's data. LinkedIn publishes no schema for them and spells them differently
 * over time, so the known ones are read whatever their case and punctuation and under their
 * aliases; the unknown ones keep their name.
 */
final class Columns {

  private static final Map<String, String> BY_SPELLING =
      Stream.of(
              "First Name",
              "Last Name",
              "Headline",
              "Summary",
              "Industry",
              "Geo Location",
              "Company Name",
              "Title",
              "Description",
              "Location",
              "Started On",
              "Finished On",
              "School Name",
              "Degree Name",
              "Start Date",
              "End Date",
              "Name",
              "Email Address",
              "Company",
              "Position",
              "Connected On",
              "URL",
              "Organization",
              "Followed On",
              "Content Title",
              "Transaction Made",
              "Link",
              "Date",
              "Type")
          .collect(Collectors.toUnmodifiableMap(Columns::spelling, label -> label));

  private static final Map<String, String> ALIASES =
      Map.of(
          "emailaddresses", "Email Address",
          "email", "Email Address",
          "endedon", "Finished On",
          "profileurl", "URL",
          "sharelink", "Link",
          "organizationname", "Organization",
          "transactiondate", "Transaction Made",
          "transactionmadeat", "Transaction Made");

  private Columns() {}

  /** The row under canonical labels, without empty cells and without what the domain drops. */
  static Map<String, String> read(Domain domain, Map<String, JsonNode> cells) {
    var row = new LinkedHashMap<String, String>();
    cells.forEach(
        (column, value) -> {
          var label = label(column);
          if (value.isValueNode() && domain.keeps(label)) {
            UntrustedText.of(value.asString("")).ifPresent(text -> row.putIfAbsent(label, text));
          }
        });
    return row;
  }

  private static String label(String column) {
    var spelling = spelling(column);
    var known = BY_SPELLING.getOrDefault(spelling, ALIASES.get(spelling));
    return known != null ? known : UntrustedText.cleaned(column);
  }

  private static String spelling(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
