package dev.entente.server.card;

import dev.entente.server.network.Answer;
import dev.entente.server.network.OwnData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of the viewer's own LinkedIn profile, the names that can be shared with someone; the rest of what
 * LinkedIn sends is dropped on arrival.
 */
record Background(Set<String> companies, Set<String> schools, Set<String> skills) {

  private static final String POSITIONS = "POSITIONS";
  private static final String EDUCATION = "EDUCATION";
  private static final String SKILLS = "SKILLS";

  Background {
    companies = Set.copyOf(companies);
    schools = Set.copyOf(schools);
    skills = Set.copyOf(skills);
  }

  static Background nothing() {
    return new Background(Set.of(), Set.of(), Set.of());
  }

  /** Not offered when the app's products include none of the parts that are needed. */
  static Answer<Background> of(OwnData profile) {
    return Stream.of(POSITIONS, EDUCATION, SKILLS)
            .anyMatch(it -> profile.rows().containsKey(it) || profile.notYet().contains(it))
        ? new Answer.Got<>(
            new Background(
                names(profile, POSITIONS, "Company Name"),
                names(profile, EDUCATION, "School Name"),
                names(profile, SKILLS, "Name")))
        : new Answer.NotOffered<>();
  }

  /** Nothing has come so far: not prepared yet, or the viewer's profile says nothing of these. */
  boolean isEmpty() {
    return size() == 0;
  }

  int size() {
    return companies.size() + schools.size() + skills.size();
  }

  /** In the form in which they are compared. */
  static Set<String> names(OwnData data, String domain, String column) {
    List<Map<String, String>> rows = data.rows().getOrDefault(domain, List.of());
    return rows.stream()
        .map(row -> InCommon.folded(PlainText.line(row.getOrDefault(column, ""))))
        .filter(it -> !it.isEmpty())
        .limit(PlainText.LONGEST_LIST)
        .collect(Collectors.toUnmodifiableSet());
  }
}
