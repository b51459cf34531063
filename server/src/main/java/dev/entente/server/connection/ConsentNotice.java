package dev.entente.server.connection;

import dev.entente.server.policy.Direction;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person is shown before consenting. The page is made of it and the evidence keeps it, so
 * that both say the same words (mission rows M71, M72).
 *
 * @param locale the language that the words really are in, whatever was asked for
 */
public record ConsentNotice(
    String locale,
    List<Option> options,
    List<Section> sections,
    String terms,
    List<Statement> statements) {

  public ConsentNotice {
    options = List.copyOf(options);
    sections = List.copyOf(sections);
    statements = List.copyOf(statements);
  }

  /**
   * One of the two ways to connect.
   *
   * @param objection why it cannot be chosen, when it cannot
   */
  public record Option(
      Direction direction, String name, String meaning, Optional<String> objection) {}

  /**
   * The categories that go one way.
   *
   * @param needs the narrowest option under which they go
   */
  public record Section(Direction needs, String title, List<Term> terms) {
    public Section {
      terms = List.copyOf(terms);
    }
  }

  /**
   * A category in plain words.
   *
   * @param category its stable name in the records
   * @param objection why it does not come, when it does not
   */
  public record Term(String category, String name, String meaning, Optional<String> objection) {}

  /** A privacy statement. */
  public record Statement(String name, URI address) {}

  /**
   * What a person agreed to, as the evidence keeps it.
   *
   * @param text every word that was shown
   * @param categories those that the chosen option covers and that can be obtained
   */
  record Agreement(String locale, String text, List<String> categories) {
    Agreement {
      categories = List.copyOf(categories);
    }
  }

  /** Tells two texts apart: a form carries it, so that nobody consents to words not on the page. */
  public String hash() {
    return Fingerprints.of(text());
  }

  Agreement agreedTo(Direction chosen) {
    return new Agreement(locale, text(), categories(chosen));
  }

  private List<String> categories(Direction chosen) {
    return sections.stream()
        .filter(it -> chosen.allows(it.needs()))
        .flatMap(it -> it.terms().stream())
        .filter(it -> it.objection().isEmpty())
        .map(Term::category)
        .toList();
  }

  private String text() {
    return Stream.of(
            options.stream().map(it -> line(it.name(), it.meaning(), it.objection())),
            Stream.of(terms),
            statements.stream().map(it -> it.name() + ": " + it.address()),
            sections.stream().flatMap(ConsentNotice::lines))
        .flatMap(it -> it)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> lines(Section section) {
    return Stream.concat(
        Stream.of(section.title()),
        section.terms().stream().map(it -> line(it.name(), it.meaning(), it.objection())));
  }

  private static String line(String name, String meaning, Optional<String> objection) {
    return name + ": " + meaning + objection.map(it -> " " + it).orElse("");
  }
}
