package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTests {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyRelativeLinkAndImageLeadsSomewhere() throws IOException {
    assertThat(pages().stream().flatMap(DocumentationTests::brokenLinks)).isEmpty();
  }

  @Test
  void thereArePagesToCheck() throws IOException {
    assertThat(pages()).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/architecture.md"));
  }

  private static List<Path> pages() throws IOException {
    try (var root = Files.list(ROOT);
        var docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs).filter(it -> it.toString().endsWith(".md")).toList();
    }
  }

  private static Stream<String> brokenLinks(Path page) {
    return LINK.matcher(read(page))
        .results()
        .map(it -> it.group(1))
        .filter(it -> !it.contains(":"))
        .filter(it -> !Files.exists(page.resolveSibling(it)))
        .map(it -> ROOT.relativize(page) + " -> " + it);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
