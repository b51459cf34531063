package dev.entente.server.card;

import dev.entente.server.network.MemberView;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What viewer and subject share, in the subject's spelling. */
public record InCommon(List<String> companies, List<String> schools, List<String> skills) {

  public InCommon {
    companies = List.copyOf(companies);
    schools = List.copyOf(schools);
    skills = List.copyOf(skills);
  }

  static InCommon nothing() {
    return new InCommon(List.of(), List.of(), List.of());
  }

  static InCommon of(Background viewer, MemberView subject) {
    return new InCommon(
        shared(
            viewer.companies(),
            subject.positions().stream().map(MemberView.Position::company).toList()),
        shared(
            viewer.schools(),
            subject.education().stream().map(MemberView.Education::school).toList()),
        shared(viewer.skills(), subject.skills()));
  }

  private static List<String> shared(Set<String> viewers, List<String> subjects) {
    return subjects.stream().filter(it -> viewers.contains(folded(it))).distinct().toList();
  }

  /** The form in which two spellings of the same name are equal. */
  static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
