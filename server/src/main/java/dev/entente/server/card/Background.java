package dev.entente.server.card;

import dev.entente.server.network.OwnData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of the viewer's own LinkedIn profile, the names that can be shared with someone; the rest of what
 * LinkedIn sends is dropped on arrival.
 */
record Background(Set<String> companies, Set<String> schools, Set<String> skills) {

  Background {
    companies = Set.copyOf(companies);
    schools = Set.copyOf(schools);
    skills = Set.copyOf(skills);
  }

  static Background of(OwnData profile) {
    return new Background(
        names(profile, "POSITIONS", "Company Name"),
        names(profile, "EDUCATION", "School Name"),
        names(profile, "SKILLS", "Name"));
  }

  int size() {
    return companies.size() + schools.size() + skills.size();
  }

  private static Set<String> names(OwnData profile, String domain, String column) {
    List<Map<String, String>> rows = profile.rows().getOrDefault(domain, List.of());
    return rows.stream()
        .map(row -> InCommon.folded(PlainText.line(row.getOrDefault(column, ""))))
        .filter(it -> !it.isEmpty())
        .limit(PlainText.LONGEST_LIST)
        .collect(Collectors.toUnmodifiableSet());
  }
}
