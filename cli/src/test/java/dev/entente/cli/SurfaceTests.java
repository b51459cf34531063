package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people and scripts rely on whatever the command: formats, colours, completion, exit codes.
 */
@Tag("M14")
class SurfaceTests {

  private static final String USERS =
      """
      {"id":"1","userPrincipalName":"ada@x.example","displayName":"=1+1","accountEnabled":true,
       "mobilePhone":"5"},
      {"id":"2","userPrincipalName":"ben@x.example","displayName":"Ben \\"B\\",\\tEsq.\\u001b[31m"}
      """;
  private static final String ESCAPE = "\u001b[";

  @TempDir private Path home;
  private final ToldApi api = new ToldApi();
  private Shell shell;

  SurfaceTests() {
    shell = new Shell(Path.of("."));
  }

  @BeforeEach
  void twoPeople() {
    api.collection("GET /users?$top=999", USERS);
    shell = new Shell(home).with("ENTENTE_SERVER", api.url()).with("ENTENTE_TOKEN", ToldApi.TOKEN);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aTableHasItsColumnsUnderEachOther() {
    assertThat(shell.run("user", "list")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            id  userPrincipalName  displayName         accountEnabled
            1   ada@x.example      =1+1                true
            2   ben@x.example      Ben "B", Esq. [31m
            """);
  }

  @Test
  void jsonIsAllThatTheApiSaid() {
    assertThat(shell.run("user", "list", "-o", "json")).isZero();
    assertThat(shell.out()).startsWith("[").contains("\"mobilePhone\" : \"5\"", "\"=1+1\"");
  }

  @Test
  void tsvHasOneLineForEachThingAndNoQuotes() {
    assertThat(shell.run("user", "list", "-o", "tsv")).isZero();
    assertThat(shell.out().lines())
        .containsExactly(
            "id\tuserPrincipalName\tdisplayName\taccountEnabled",
            "1\tada@x.example\t=1+1\ttrue",
            "2\tben@x.example\tBen \"B\", Esq. [31m\t");
  }

  @Test
  void csvIsQuotedAndRunsInNoSpreadsheet() {
    assertThat(shell.run("user", "list", "-o", "csv")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            id,userPrincipalName,displayName,accountEnabled\r
            1,ada@x.example,'=1+1,true\r
            2,ben@x.example,"Ben ""B"", Esq. [31m",\r
            """);
  }

  @Test
  void anUnknownFormatIsRefused() {
    assertThat(shell.run("user", "list", "-o", "xml")).isEqualTo(2);
    assertThat(shell.err()).contains("xml", "--help");
    assertThat(api.asked()).isEmpty();
  }

  @Test
  void coloursAreForATerminal() {
    assertThat(shell.onATerminal().run("user", "list")).isZero();
    assertThat(shell.out()).startsWith(ESCAPE);

    assertThat(shell.run("user", "show")).isEqualTo(2);
    assertThat(shell.err()).startsWith(ESCAPE);
  }

  @ParameterizedTest
  @CsvSource({"NO_COLOR, 1", "TERM, dumb"})
  void aTerminalMayHaveNone(String variable, String value) {
    assertThat(shell.onATerminal().with(variable, value).run("user", "list")).isZero();
    assertThat(shell.out()).doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "tsv", "csv"})
  void aPipeGetsNoColoursAndNobodysEscapes(String format) {
    assertThat(shell.run("user", "list", "-o", format)).isZero();
    assertThat(shell.out()).doesNotContain("\u001b");
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertThat(shell.run("completion")).isZero();
    var script = Files.writeString(home.resolve("completion"), shell.out());

    assertThat(completions(script, "entente selected-users ")).contains("export", "move");
    assertThat(completions(script, "entente group members list --tr")).contains("--transitive");
  }

  @Test
  void zeroIsDone() {
    assertThat(shell.run("user", "list")).isEqualTo(ExitCode.DONE.number());
  }

  @Test
  void twoIsForWrongOptions() {
    assertThat(shell.run("user", "lisst")).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void threeIsForWhoeverIsNotSignedIn() {
    assertThat(new Shell(home).run("user", "list")).isEqualTo(ExitCode.NOT_SIGNED_IN.number());

    shell.with("ENTENTE_TOKEN", "of yesterday");
    assertThat(shell.run("user", "list")).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
  }

  @Test
  void fourIsARefusal() {
    api.refuse("GET /users?$top=999", 403, "accessDenied");

    assertThat(shell.run("user", "list")).isEqualTo(ExitCode.REFUSED.number());
  }

  @Test
  void fiveIsForAServerThatIsNotThere() {
    api.close();

    assertThat(shell.run("user", "list")).isEqualTo(ExitCode.UNREACHABLE.number());
  }

  @Test
  void oneIsAFaultOfOurs() {
    api.answer("GET /organization", 200, "{\"value\":[]}");

    assertThat(shell.run("tenant")).isEqualTo(ExitCode.BROKEN.number());
    assertThat(shell.err()).contains("Please report it").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void everyExitCodeIsInTheHelpAndInTheDocumentation(ExitCode code) throws IOException {
    assertThat(shell.run("--help")).isZero();
    assertThat(shell.out()).containsPattern("(?m)^ *%d +\\S".formatted(code.number()));
    assertThat(Files.readString(Path.of("../docs/cli.md")))
        .contains("| %d | ".formatted(code.number()));
  }

  private String completions(Path script, String line) throws IOException, InterruptedException {
    var words = line.split(" ", -1);
    var complete =
        """
        source '%s'
        COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d
        _complete_entente
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(
                script,
                String.join(" ", words).strip() + (line.endsWith(" ") ? " ''" : ""),
                words.length - 1,
                line,
                line.length());
    var bash = new ProcessBuilder("bash", "-c", complete).redirectErrorStream(true).start();
    try (var out = bash.inputReader()) {
      var found = out.readAllAsString();
      assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
      return found;
    }
  }
}
