package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code entente selected-users move} into a group of Entente; journeys has it end to end. */
@Tag("M9")
class ImportTests {

  private static final String GROUP = "0c000000-0000-4000-8000-000000000001";
  private static final String IMPORT = "POST /groups/" + GROUP + "/importMembers";
  private static final int EVERYBODY = 6_000;

  @TempDir private Path home;
  private final PlayedGraph entente = new PlayedGraph();
  private Shell shell;

  ImportTests() {
    shell = new Shell(Path.of("."));
  }

  @BeforeEach
  void aGroupAndPeople() {
    entente.group(GROUP, "Pilots");
    IntStream.range(0, EVERYBODY)
        .forEach(it -> entente.user(id(it), "user%d@contoso.example".formatted(it), mail(it)));
    shell =
        new Shell(home)
            .with("ENTENTE_SERVER", entente.url())
            .with("ENTENTE_TOKEN", PlayedGraph.TOKEN);
  }

  @AfterEach
  void close() {
    entente.close();
  }

  @Test
  void importsByThousandsAndAsksNothingElse() {
    var exit = move(ids(EVERYBODY));

    assertThat(exit).isZero();
    assertThat(entente.log()).containsExactly("GET /groups/" + GROUP, IMPORT, IMPORT);
    assertThat(entente.membersOf(GROUP)).hasSize(EVERYBODY);
    assertThat(shell.out()).contains("\"added\" : 6000");
  }

  @Test
  void doneAgainItFindsEverybodyThere() {
    move(ids(100));

    var exit = move(ids(100));

    assertThat(exit).isZero();
    assertThat(shell.out()).contains("\"added\" : 0", "\"alreadyMembers\" : 100");
  }

  @Test
  void eachRowThatFailsSaysWhy() throws IOException {
    entente.user("0b000000-0000-4000-8000-00000000ffff", "twin@contoso.example", mail(5));

    var exit =
        move(
            """
            who
            0b000000-dead-4000-8000-000000000000
            nobody@contoso.example
            %s
            user6@contoso.example
            """
                .formatted(mail(5)));

    assertThat(exit).isEqualTo(6);
    assertThat(entente.membersOf(GROUP)).containsExactly(id(6));
    assertThat(Files.readString(home.resolve("users.csv.failed.csv")))
        .isEqualTo(
            """
            line,user,reason\r
            2,0b000000-dead-4000-8000-000000000000,The directory knows nobody with this id.\r
            3,nobody@contoso.example,Nobody has this user principal name or e-mail address.\r
            4,mail5@contoso.example,Several people have this e-mail address; give the id.\r
            """);
  }

  @Test
  void aPersonOfTwoRowsIsCountedOnce() {
    var exit =
        move("id\n" + id(1) + "\nuser1@contoso.example\n" + id(1).toUpperCase(Locale.ROOT) + "\n");

    assertThat(exit).isZero();
    assertThat(shell.out())
        .contains("\"added\" : 1", "\"alreadyMembers\" : 0", "\"duplicates\" : 2");
  }

  @Test
  void goesOnWhereItWasKilled() {
    var rows =
        IntStream.range(0, EVERYBODY)
            .mapToObj("user%d@contoso.example"::formatted)
            .collect(Collectors.joining("\n"));
    entente.dieAfter(1);
    assertThat(move(rows)).isEqualTo(5);
    assertThat(entente.membersOf(GROUP)).hasSize(5_000);
    entente.dieAfter(Integer.MAX_VALUE);

    var exit = move(rows);

    assertThat(exit).isZero();
    assertThat(shell.out()).contains("\"added\" : 1000", "\"alreadyMembers\" : 5000");
  }

  @Test
  void oneWhoWasTakenOutAfterAKillIsAddedAgain() {
    entente.dieAfter(1);
    move(ids(EVERYBODY));
    entente.membersOf(GROUP).remove(id(3));
    entente.dieAfter(Integer.MAX_VALUE);

    var exit = move(ids(EVERYBODY));

    assertThat(exit).isZero();
    assertThat(entente.membersOf(GROUP)).hasSize(EVERYBODY);
    assertThat(shell.out()).contains("\"added\" : 1001", "\"alreadyMembers\" : 4999");
  }

  @Test
  void waitsWhenItIsThrottled() {
    entente.throttleRequests(1);

    assertThat(move(ids(5))).isZero();
    assertThat(entente.membersOf(GROUP)).hasSize(5);
  }

  @Test
  void withoutTheRightItStopsAtOnce() {
    entente.refuse(IMPORT::equals);

    assertThat(move(ids(EVERYBODY))).isEqualTo(4);
    assertThat(shell.err()).contains("Insufficient privileges", "mend:");
    assertThat(entente.membersOf(GROUP)).isEmpty();
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
    entente.membersOf(GROUP).add(id(0));

    var exit = move(ids(10), "--dry-run");

    assertThat(exit).isZero();
    assertThat(entente.writes()).isEmpty();
    assertThat(shell.out()).contains("\"wouldBeAdded\" : 9", "\"alreadyMembers\" : 1");
  }

  @Test
  void aDryRunFindsAnUnknownIdAsTheMoveWould() throws IOException {
    var rows = ids(20).replace(id(7), "0b000000-dead-4000-8000-000000000000");

    var exit = move(rows, "--dry-run");

    assertThat(exit).isEqualTo(6);
    assertThat(entente.writes()).isEmpty();
    assertThat(shell.out()).contains("\"wouldBeAdded\" : 19", "\"failed\" : 1");
    assertThat(Files.readString(home.resolve("users.csv.failed.csv")))
        .contains("9,0b000000-dead-4000-8000-000000000000,The directory knows nobody");
  }

  private int move(String csv, String... more) {
    var file = home.resolve("users.csv");
    try {
      Files.writeString(file, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command = new ArrayList<String>();
    command.addAll(List.of("selected-users", "move", "--csv", file.toString()));
    command.addAll(List.of("--group", GROUP, "-o", "json"));
    command.addAll(List.of(more));
    return shell.run(command.toArray(String[]::new));
  }

  private static String ids(int count) {
    return "id\n"
        + IntStream.range(0, count).mapToObj(ImportTests::id).collect(Collectors.joining("\n"));
  }

  private static String id(int number) {
    return "0b000000-0000-4000-8000-%012x".formatted(number + 1);
  }

  private static String mail(int number) {
    return "mail%d@contoso.example".formatted(number);
  }
}
