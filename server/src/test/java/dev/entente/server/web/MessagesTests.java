package dev.entente.server.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text that a template asks for is there, and no module speaks over another. */
@Tag("M71")
class MessagesTests {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Pattern ASKED = Pattern.compile("#\\{([a-zA-Z0-9.]+)[}(]");
  private static final Pattern ASKED_BY_VALUE = Pattern.compile("#\\{\\|([a-zA-Z0-9.]+)\\$\\{");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");

  @Test
  void everyTextThatATemplateAsksForIsThere() {
    var known = keys();

    assertThat(asked(ASKED)).isNotEmpty().allMatch(known::contains);
  }

  @Test
  void everyTextChosenByAValueHasAtLeastOneValue() {
    var known = keys();

    assertThat(asked(ASKED_BY_VALUE))
        .allMatch(prefix -> known.stream().anyMatch(it -> it.startsWith(prefix)));
  }

  @Test
  void noKeyIsInTwoFiles() {
    var all = messageFiles().flatMap(it -> read(it).stringPropertyNames().stream()).toList();

    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void noTextIsEmpty() {
    assertThat(messageFiles().flatMap(it -> read(it).entrySet().stream()))
        .allMatch(it -> !it.getValue().toString().isBlank());
  }

  static Stream<Arguments> translations() {
    return WebConfiguration.LANGUAGES.stream()
        .filter(it -> !it.equals(Locale.ENGLISH))
        .flatMap(it -> messageFiles().map(file -> Arguments.of(file, it)));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void everyTextIsInEveryLanguageWithTheSamePlaceholders(Path english, Locale language) {
    var texts = read(english);
    var translated = read(translation(english, language));

    assertThat(translated.stringPropertyNames()).isEqualTo(texts.stringPropertyNames());
    assertThat(texts.stringPropertyNames())
        .allSatisfy(
            key ->
                assertThat(placeholders(translated.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(texts.getProperty(key))));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void noTranslationIsEmptyOrQuotesAsMessageFormatDoes(Path english, Locale language) {
    assertThat(read(translation(english, language)).values())
        .extracting(Object::toString)
        .allMatch(it -> !it.isBlank() && !it.contains("'"));
  }

  private static Path translation(Path english, Locale language) {
    var name = english.getFileName().toString().replace(".properties", "");
    return english.resolveSibling("%s_%s.properties".formatted(name, language));
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(toSet());
  }

  private static Set<String> keys() {
    var keys = new TreeSet<String>();
    messageFiles().forEach(it -> keys.addAll(read(it).stringPropertyNames()));
    return keys;
  }

  private static List<String> asked(Pattern pattern) {
    return files("templates", ".html")
        .flatMap(it -> pattern.matcher(text(it)).results())
        .map(MatchResult::group)
        .map(it -> pattern.matcher(it).replaceFirst("$1"))
        .distinct()
        .toList();
  }

  private static Stream<Path> messageFiles() {
    return files("messages", ".properties")
        .filter(it -> !it.getFileName().toString().contains("_"));
  }

  private static Stream<Path> files(String folder, String ending) {
    try (var found = Files.walk(RESOURCES.resolve(folder))) {
      return found.filter(it -> it.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
