package dev.entente.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No row of the mission is promised without a test that carries its tag. */
class MissionRowsTests {

  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(M\\d+)\"\\)");
  private static final Set<String> TAGGED =
      Stream.of("server", "journeys", "sandbox", "cli", "card", "grouppolicy")
          .map(it -> Path.of("..", it, "src", "test"))
          .filter(Files::isDirectory)
          .flatMap(MissionRowsTests::tags)
          .collect(Collectors.toUnmodifiableSet());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M12", "M13", "M14", "M20",
        "M21", "M22", "M23", "M25", "M26", "M40", "M41", "M42", "M43", "M44", "M45", "M46", "M60",
        "M61", "M62", "M63", "M71", "M72", "M73", "M76", "M77"
      })
  void aTestCarriesTheRow(String row) {
    assertThat(TAGGED).contains(row);
  }

  private static Stream<String> tags(Path tests) {
    try (var files = Files.walk(tests)) {
      return files
          .filter(it -> it.toString().endsWith(".java"))
          .flatMap(it -> TAG.matcher(read(it)).results())
          .map(it -> it.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
