package dev.entente.cli.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("M14")
class SessionFileTests {

  private static final Session SESSION =
      new Session(
          URI.create("https://entente.example/v1.0"),
          URI.create("https://login.example"),
          "entente-cli",
          "the-token",
          Optional.empty(),
          Instant.EPOCH);

  @TempDir private Path home;

  @Test
  void whatIsKeptIsThereAndTheUsersAlone() throws IOException {
    var file = new SessionFile(home);

    file.put("entente", SESSION);

    assertThat(file.get("entente")).contains(SESSION);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void whatOthersMayReadIsNotUsed() throws IOException {
    var file = new SessionFile(home);
    file.put("entente", SESSION);
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> file.get("entente"))
        .satisfies(it -> assertThat(it.how()).contains("chmod 600 " + file.path()));
  }
}
