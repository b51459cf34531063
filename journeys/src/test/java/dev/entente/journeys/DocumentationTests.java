package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTests {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern CODE =
      Pattern.compile("^ *```.*?^ *```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *#*$", Pattern.MULTILINE);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyRelativeLinkAndImageLeadsSomewhere() throws IOException {
    assertThat(pages().stream().flatMap(DocumentationTests::brokenLinks)).isEmpty();
  }

  @Test
  void thereArePagesAndAnchorsToCheck() throws IOException {
    assertThat(pages()).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/architecture.md"));
    assertThat(
            pages().stream().flatMap(DocumentationTests::links).filter(it -> !it.anchor.isEmpty()))
        .isNotEmpty();
  }

  @Test
  void headingsAreNamedAsGitHubNamesThem() {
    assertThat(
            anchors(
                """
                # What `GET /v1.0/me` says: a, b & c
                ## See [the other](page.md)
                ## Twice
                ## Twice
                ```
                # no heading
                ```
                """))
        .containsExactlyInAnyOrder(
            "what-get-v10me-says-a-b--c", "see-the-other", "twice", "twice-1");
  }

  private record Link(Path page, String path, String anchor) {

    Path target() {
      return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    boolean isBroken() {
      return !Files.exists(target())
          || (!anchor.isEmpty() && !anchors(read(target())).contains(anchor));
    }

    @Override
    public String toString() {
      return "%s -> %s%s"
          .formatted(ROOT.relativize(page), path, anchor.isEmpty() ? "" : "#" + anchor);
    }
  }

  private static List<Path> pages() throws IOException {
    try (var root = Files.list(ROOT);
        var docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs).filter(it -> it.toString().endsWith(".md")).toList();
    }
  }

  private static Stream<String> brokenLinks(Path page) {
    return links(page).filter(Link::isBroken).map(Link::toString);
  }

  /** Those that lead to files of the repository. */
  private static Stream<Link> links(Path page) {
    return LINK.matcher(read(page))
        .results()
        .filter(it -> !it.group(1).contains(":"))
        .map(it -> new Link(page, it.group(1), it.group(2) == null ? "" : it.group(2)));
  }

  /**
   * GitHub's rule: letters, digits, hyphens and underscores stay, and of two alike the second gets
   * -1.
   */
  private static Set<String> anchors(String text) {
    var seen = new HashMap<String, Integer>();
    var anchors = new HashSet<String>();
    var headings = HEADING.matcher(CODE.matcher(text).replaceAll(""));
    while (headings.find()) {
      var anchor =
          headings
              .group(1)
              .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}_ -]", "")
              .replace(' ', '-');
      var times = seen.merge(anchor, 1, Integer::sum);
      anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
    }
    return anchors;
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
