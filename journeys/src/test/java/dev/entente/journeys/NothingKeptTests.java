package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing from LinkedIn is written to disk: a value that exists only in a LinkedIn profile is shown
 * on a card and then looked for in everything the server wrote. The same search has to find what
 * was planted on purpose, or it would prove nothing.
 */
@Tag("M25")
class NothingKeptTests extends Journey {

  private static final String CANARY = "Quokka-7f3a9d2e-headline";
  private static final String CONTROL = "Control-51c0ffee-planted";

  @Override
  Product startProduct() {
    return Product.start(Map.of(), Map.of("sandbox.members", plantedMembers().toString()));
  }

  @Test
  void whatACardShowedIsInNoFileOfTheServer() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("both", "ben");
    var card = ben.openCard("chloe");
    assertThat(card.linkedInState()).isEqualTo("full");
    assertThat(card.linkedInText()).as("the card showed it").contains(CANARY);
    plantControl();
    ben.disconnect();
    product().restartServer();

    assertThat(filesHolding(CANARY)).isEmpty();

    assertThat(filesHolding(CONTROL))
        .as("the search finds what is there")
        .anyMatch(it -> it.contains("pg_wal"))
        .anyMatch(it -> it.contains("/base/"));
    assertThat(filesHolding("Started EntenteApplication"))
        .anyMatch(it -> it.endsWith("server.log"));
  }

  private List<String> filesHolding(String value) {
    var forms = forms(value);
    try (var files = Files.walk(product().data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(it -> !it.startsWith(product().data().resolve("sandbox")))
          .filter(it -> forms.stream().anyMatch(text(it)::contains))
          .map(Path::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Plain, as UTF-16, and as Base64 at each of its three offsets; one byte is one character here.
   */
  private static List<String> forms(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    return Stream.concat(
            Stream.of(asLatin1(bytes), asLatin1(value.getBytes(StandardCharsets.UTF_16LE))),
            Stream.of(0, 1, 2).map(it -> base64Within(value.substring(it))))
        .toList();
  }

  /** Without the last group, which depends on what follows. */
  private static String base64Within(String text) {
    var whole =
        Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return whole.substring(0, whole.length() - 4);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String asLatin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void plantControl() {
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/entente".formatted(product().databasePort()),
                "postgres",
                "");
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE people SET department = '%s' WHERE user_principal_name = 'gus@northlight.example'"
              .formatted(CONTROL));
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path plantedMembers() {
    var source = Path.of("../demo/linkedin").toAbsolutePath().normalize();
    try {
      var target = Files.createTempDirectory("entente-members");
      try (var files = Files.walk(source)) {
        for (var file : files.toList()) {
          var copy = target.resolve(source.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, copy);
          }
        }
      }
      var profile = target.resolve("chloe/Profile.csv");
      Files.writeString(
          profile,
          Files.readString(profile).replace("Regional Sales Lead EMEA at Northlight", CANARY));
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
