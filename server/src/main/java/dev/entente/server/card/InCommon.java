package dev.entente.server.card;

import dev.entente.server.network.MemberView;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What viewer and subject share, in the subject's spelling.
 *
 * @param followed companies and schools of the subject's that the viewer follows
 */
public record InCommon(
    List<String> companies, List<String> schools, List<String> skills, List<String> followed) {

  private static final Pattern SPACES = Pattern.compile("\\s+");

  public InCommon {
    companies = List.copyOf(companies);
    schools = List.copyOf(schools);
    skills = List.copyOf(skills);
    followed = List.copyOf(followed);
  }

  static InCommon nothing() {
    return new InCommon(List.of(), List.of(), List.of(), List.of());
  }

  boolean isEmpty() {
    return companies.isEmpty() && schools.isEmpty() && skills.isEmpty() && followed.isEmpty();
  }

  static InCommon of(Background viewer, Following following, MemberView subject) {
    var companies = subject.positions().stream().map(MemberView.Position::company).toList();
    var schools = subject.education().stream().map(MemberView.Education::school).toList();
    return new InCommon(
        shared(viewer.companies(), companies),
        shared(viewer.schools(), schools),
        shared(viewer.skills(), subject.skills()),
        shared(
            following.organizations(),
            Stream.concat(companies.stream(), schools.stream()).toList()));
  }

  private static List<String> shared(Set<String> viewers, List<String> subjects) {
    return subjects.stream().filter(it -> viewers.contains(folded(it))).distinct().toList();
  }

  /** The form in which two spellings of the same name are equal. */
  static String folded(String name) {
    return SPACES
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
        .replaceAll(" ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
