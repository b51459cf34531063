package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code entente} as an administrator runs it: its jar as a process, the product behind it. */
@Tag("M14")
class CommandLineJourneys extends Journey {

  @TempDir private Path home;

  CommandLineJourneys() {
    home = Path.of("");
  }

  @Test
  void anAdministratorSignsInOnAnotherDeviceAndLooks() throws IOException {
    var login = start("login", "lars@larkfield.example", "--server", product().server());
    var page = pageToOpen(login.errorReader());
    visitor().approveDevice(page, "lars@larkfield.example");
    assertThat(exitOf(login)).isZero();

    assertThat(run("tenant").out()).contains("Larkfield", "larkfield.example");
    assertThat(run("setting", "get", "-o", "json").out()).contains("\"availability\"");
    assertThat(run("user", "list", "-o", "csv").out()).contains("lena@larkfield.example");
    assertThat(run("selected-users", "export", "-o", "csv").out())
        .isEqualTo("userPrincipalName\r\nlena@larkfield.example\r\n");
    assertThat(Files.getPosixFilePermissions(sessions())).hasSize(2);
    assertThat(run("logout").exit()).isZero();
    assertThat(run("tenant").exit()).isEqualTo(3);
  }

  @Test
  @Tag("M9")
  void aJobMovesTheSelectedUsersIntoAGroupAndSelectsIt() throws IOException {
    var secret = Files.writeString(home.resolve("secret"), "larkfield-automation-secret");
    assertThat(
            run(
                    "login",
                    "--server",
                    product().server(),
                    "--issuer",
                    product().sandbox() + "/work/larkfield",
                    "--client-credentials",
                    "--client-secret-file",
                    secret.toString())
                .exit())
        .isZero();
    var csv = Files.writeString(home.resolve("users.csv"), "upn\nlena@larkfield.example\nghost\n");
    assertThat(run("group", "create", "Pilots").exit()).isZero();

    var partly = move(csv);
    Files.writeString(csv, "upn\nlena@larkfield.example\nliam@larkfield.example\n");
    var wholly = move(csv);
    var again = move(csv);

    assertThat(partly.exit()).isEqualTo(6);
    assertThat(Files.readString(Path.of(csv + ".failed.csv"))).contains("3,ghost,");
    assertThat(wholly.out()).contains("\"added\" : 1", "\"alreadyMembers\" : 1");
    assertThat(again.out()).contains("\"added\" : 0", "\"alreadyMembers\" : 2");
    assertThat(run("group", "members", "list", "Pilots").out()).contains("lena@", "liam@");
    assertThat(run("setting", "get").out()).contains("selectedGroup");
  }

  private Result move(Path csv) {
    return run(
        "selected-users",
        "move",
        "--csv",
        csv.toString(),
        "--group",
        "Pilots",
        "--set-as-selected-group",
        "-o",
        "json");
  }

  private record Result(int exit, String out) {}

  private Result run(String... arguments) {
    var process = start(arguments);
    try (var out = process.inputReader()) {
      var text = out.readAllAsString();
      return new Result(exitOf(process), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", product().jar("cli").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOME", home.toString());
    builder.environment().keySet().removeIf(it -> it.startsWith("ENTENTE_"));
    builder.environment().keySet().removeIf(it -> it.startsWith("XDG_"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int exitOf(Process process) {
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String pageToOpen(BufferedReader err) throws IOException {
    var line = err.readLine();
    while (line != null && !line.startsWith("or open ")) {
      line = err.readLine();
    }
    assertThat(line).isNotNull();
    return String.valueOf(line).substring("or open ".length());
  }

  private Path sessions() {
    return home.resolve(".config/entente/sessions.json");
  }
}
