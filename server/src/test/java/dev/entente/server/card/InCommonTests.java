package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.entente.server.network.Answer;
import dev.entente.server.network.Category;
import dev.entente.server.network.MemberView;
import dev.entente.server.network.OwnData;
import dev.entente.server.network.PublicProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M41")
class InCommonTests {

  private final Background viewer =
      background(
          Map.of(
              "POSITIONS", List.of(Map.of("Company Name", "Acme  AG", "Title", "Clerk")),
              "EDUCATION", List.of(Map.of("School Name", "École Normale")),
              "SKILLS", List.of(Map.of("Name", "SQL"), Map.of("Name", "Chess"), Map.of())));

  @Test
  void findsTheSameNamesHoweverTheyAreSpelled() {
    var subject = view(List.of("ACME AG", "Other"), List.of("e\u0301cole normale"), List.of("sql"));

    assertThat(InCommon.of(viewer, Following.nothing(), subject))
        .isEqualTo(
            new InCommon(
                List.of("ACME AG"), List.of("e\u0301cole normale"), List.of("sql"), List.of()));
  }

  @Test
  @Tag("M23")
  void findsTheCompaniesAndSchoolsThatTheViewerFollows() {
    var following =
        Following.of(
            new OwnData(
                Category.INTERESTS,
                Map.of(
                    "COMPANY_FOLLOWS",
                    List.of(
                        Map.of("Organization", "Globex"), Map.of("Organization", "La Sorbonne"))),
                Set.of()));
    var subject = view(List.of("globex", "Other"), List.of("La Sorbonne"), List.of());

    assertThat(InCommon.of(viewer, following, subject).followed())
        .containsExactly("globex", "La Sorbonne");
  }

  @Test
  void claimsNothingThatIsNotOnBothSides() {
    assertThat(
            InCommon.of(
                viewer, Following.nothing(), view(List.of("Other"), List.of(), List.of("Go"))))
        .isEqualTo(InCommon.nothing());
  }

  @Test
  void namesEachThingOnce() {
    var twice = view(List.of("Acme AG", "Acme AG"), List.of(), List.of());

    assertThat(InCommon.of(viewer, Following.nothing(), twice).companies())
        .containsExactly("Acme AG");
  }

  @Test
  void twoPeopleWhoSayNothingHaveNothingInCommon() {
    var silent = background(Map.of("SKILLS", List.of()));

    assertThat(silent.isEmpty()).isTrue();
    assertThat(
            InCommon.of(silent, Following.nothing(), view(List.of(""), List.of(""), List.of(""))))
        .isEqualTo(InCommon.nothing());
  }

  @Test
  void isNotOfferedWhereTheAppGetsNoneOfIt() {
    var nameOnly = Map.of("PROFILE", List.of(Map.of("First Name", "Ada")));

    assertThat(Background.of(new OwnData(Category.PROFILE, nameOnly, Set.of())))
        .isEqualTo(new Answer.NotOffered<>());
    assertThat(Background.of(new OwnData(Category.PROFILE, nameOnly, Set.of("SKILLS"))))
        .isInstanceOf(Answer.Got.class);
  }

  private static Background background(Map<String, List<Map<String, String>>> rows) {
    return Background.of(new OwnData(Category.PROFILE, rows, Set.of()))
            instanceof Answer.Got<Background>(var it)
        ? it
        : fail("not offered");
  }

  private static MemberView view(
      List<String> companies, List<String> schools, List<String> skills) {
    return new MemberView(
        new PublicProfile(
            "k", "Name", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        companies.stream()
            .map(
                it ->
                    new MemberView.Position(
                        it, Optional.empty(), Optional.empty(), Optional.empty()))
            .toList(),
        schools.stream()
            .map(
                it ->
                    new MemberView.Education(
                        it, Optional.empty(), Optional.empty(), Optional.empty()))
            .toList(),
        skills,
        false,
        List.of());
  }
}
