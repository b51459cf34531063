package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Some of a group's members on Active Directory.
 *
 * @param from the place of the first one
 * @param next where the next ones begin
 */
record Range(List<UUID> members, int from, Optional<Integer> next) {

  private static final int SIZE = 1_500;

  /** The last range ends with {@code *}. */
  private static final Pattern OPTION = Pattern.compile("range=(\\d+)-(\\d+|\\*)");

  Range {
    members = List.copyOf(members);
  }

  static String attribute(int from) {
    return "member;range=%d-%d".formatted(from, from + SIZE - 1);
  }

  static Range of(SearchResultEntry entry) {
    return entry.getAttributes().stream()
        .filter(it -> it.getBaseName().equalsIgnoreCase("member"))
        .filter(Attribute::hasValue)
        .findFirst()
        .map(Range::of)
        .orElse(new Range(List.of(), 0, Optional.empty()));
  }

  private static Range of(Attribute attribute) {
    var members =
        Arrays.stream(attribute.getValues())
            .flatMap(it -> ActiveDirectoryNames.guid(it).stream())
            .toList();
    return attribute.getOptions().stream()
        .map(OPTION::matcher)
        .filter(it -> it.matches())
        .findFirst()
        .map(it -> new Range(members, Integer.parseInt(it.group(1)), next(it.group(2))))
        .orElse(new Range(members, 0, Optional.empty()));
  }

  private static Optional<Integer> next(String last) {
    return last.equals("*") ? Optional.empty() : Optional.of(Integer.parseInt(last) + 1);
  }
}
