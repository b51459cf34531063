package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing from LinkedIn is written to disk: values that exist only at LinkedIn are shown on a card,
 * come in answers that are cut in the middle, and are then looked for in everything the server
 * wrote. The same search has to find what was planted on purpose, or it would prove nothing.
 */
@Tag("M25")
class NothingKeptTests extends Journey {

  /** By what they stand for in the demo's members. */
  private static final Map<String, String> CANARIES =
      Map.of(
          "Regional Sales Lead EMEA at Northlight", "Quokka-7f3a9d2e-headline",
          "Builds teams that outlast their lead.", "Quokka-1b8c4e70-summary",
          "Senior Consultant", "Quokka-a04d6f13-position",
          "Maasbridge Consulting", "Quokka-5e92b7c8-company",
          "Erasmus University Rotterdam", "Quokka-c3f10a6b-school",
          "Team Building", "Quokka-88d5e2f4-skill",
          "Nowak", "Quokka-e61b09da-name");

  private static final String CONTROL = "Control-51c0ffee-planted";
  private static final String PICTURE =
      "/v1.0/users/0b000000-0000-4000-8000-0000000000c1/card/picture";

  @Override
  Product startProduct() {
    return Product.start(Map.of(), Map.of("sandbox.members", plantedMembers().toString()));
  }

  @Test
  void whatACardShowedIsInNoFileOfTheServer() {
    var ben = signedIn("ben@northlight.example");
    ben.connect("both", "ben");
    Http.setFaults(product(), "{\"malformedJson\": true}");
    assertThat(ben.openCard("chloe").linkedInState()).isEqualTo("unavailable");
    Http.setFaults(product(), "{}");
    var card = ben.openCard("chloe");
    assertThat(card.linkedInState()).isEqualTo("full");
    assertThat(card.linkedInText()).as("the card showed them").contains(CANARIES.values());
    var picture = middle(body(ben, product().server() + PICTURE));
    var pictureAtLinkedIn = middle(body(ben, product().sandbox() + "/media/chloe.png"));
    plantControl();
    ben.disconnect();
    product().restartServer();

    assertThat(CANARIES.values()).allSatisfy(it -> assertThat(filesHolding(it)).isEmpty());
    assertThat(filesHolding(picture)).isEmpty();
    assertThat(filesHolding(pictureAtLinkedIn)).isEmpty();

    assertThat(filesHolding(CONTROL))
        .as("the search finds what is there")
        .anyMatch(it -> it.contains("pg_wal"))
        .anyMatch(it -> it.contains("/base/"));
    assertThat(filesHolding("Started EntenteApplication"))
        .anyMatch(it -> it.endsWith("server.log"));
    assertThat(product().data().resolve("temporary")).isNotEmptyDirectory();
  }

  private static byte[] body(Visitor visitor, String address) {
    var answer = visitor.page().request().get(address);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Compressed pixels, which no other file has. */
  private static byte[] middle(byte[] picture) {
    return Arrays.copyOfRange(picture, picture.length / 2, picture.length / 2 + 48);
  }

  private List<String> filesHolding(String value) {
    return filesHolding(
        Stream.concat(
                Stream.of(asLatin1(value.getBytes(StandardCharsets.UTF_16LE))),
                forms(value.getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  private List<String> filesHolding(byte[] value) {
    return filesHolding(forms(value).toList());
  }

  private List<String> filesHolding(List<String> forms) {
    try (var files = Files.walk(product().data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(it -> !it.startsWith(product().data().resolve("sandbox")))
          .filter(it -> holdsOneOf(forms, text(it)))
          .map(Path::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holdsOneOf(List<String> forms, String text) {
    return forms.stream().anyMatch(text::contains);
  }

  /** Plain, and as Base64 at each of its three offsets; one byte is one character here. */
  private static Stream<String> forms(byte[] value) {
    return Stream.concat(
        Stream.of(asLatin1(value)),
        Stream.of(0, 1, 2).map(it -> base64Within(Arrays.copyOfRange(value, it, value.length))));
  }

  /** Without the last group, which depends on what follows. */
  private static String base64Within(byte[] value) {
    var whole = Base64.getEncoder().withoutPadding().encodeToString(value);
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
            Files.writeString(copy, planted(Files.readString(file)));
          }
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String planted(String text) {
    var planted = text;
    for (var canary : CANARIES.entrySet()) {
      planted = planted.replace(canary.getKey(), canary.getValue());
    }
    return planted;
  }
}
