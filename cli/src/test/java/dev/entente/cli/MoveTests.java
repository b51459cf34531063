package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code entente selected-users move --target graph}, against Microsoft Graph's double. */
@Tag("M9")
class MoveTests {

  private static final String GROUP = "0c000000-0000-4000-8000-000000000001";

  @TempDir private Path home;
  private PlayedGraph graph;
  private Shell shell;

  MoveTests() {
    graph = new PlayedGraph();
    shell = new Shell(Path.of("."));
  }

  @BeforeEach
  void aGroupAndAThousandUsers() {
    graph.group(GROUP, "LinkedIn pilots");
    IntStream.range(0, 1000)
        .forEach(it -> graph.user(id(it), "user%d@contoso.example".formatted(it), mail(it)));
    shell =
        new Shell(home)
            .with("ENTENTE_GRAPH_URL", graph.url())
            .with("ENTENTE_GRAPH_TOKEN", PlayedGraph.TOKEN);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void bindsTwentyAtOnceInBatchesOfTwenty() {
    var exit = move(ids(1000));

    assertThat(exit).isZero();
    assertThat(graph.membersOf(GROUP)).hasSize(1000);
    assertThat(graph.writes()).hasSize(50).allMatch(it -> it.startsWith("PATCH "));
    assertThat(graph.log().stream().filter(it -> it.equals("POST /$batch"))).hasSize(3);
  }

  @Test
  void doneAgainItWritesNothing() {
    move(ids(100));
    var writes = graph.writes();

    var exit = move(ids(100));

    assertThat(exit).isZero();
    assertThat(graph.writes()).isEqualTo(writes);
    assertThat(shell.out()).contains("\"added\" : 0", "\"alreadyMembers\" : 100");
  }

  @Test
  void oneUnknownOfTwentyFailsAloneAndSaysWhy() throws IOException {
    var rows = ids(20).replace(id(7), "0b000000-dead-4000-8000-000000000000");

    var exit = move(rows);

    assertThat(exit).isEqualTo(6);
    assertThat(graph.membersOf(GROUP)).hasSize(19);
    assertThat(Files.readString(failures()))
        .isEqualTo(
            """
            line,user,reason\r
            9,0b000000-dead-4000-8000-000000000000,The directory knows nobody with this id.\r
            """);
  }

  @Test
  void oneWhoBecomesAMemberMeanwhileIsNoFailure() {
    graph.refuse(
        request -> {
          if (request.startsWith("PATCH ")) {
            graph.membersOf(GROUP).add(id(3));
          }
          return false;
        });

    var exit = move(ids(20));

    assertThat(exit).isZero();
    assertThat(shell.out()).contains("\"added\" : 19", "\"alreadyMembers\" : 1");
  }

  @Test
  void findsPeopleByPrincipalNameAndByMail() {
    var exit = move("who\nuser1@contoso.example\nMAIL2@contoso.example\n");

    assertThat(exit).isZero();
    assertThat(graph.membersOf(GROUP)).containsExactlyInAnyOrder(id(1), id(2));
  }

  @Test
  void aNameOfNobodyAndOneOfTwoPeopleFail() throws IOException {
    graph.user("0b000000-0000-4000-8000-00000000ffff", "twin@contoso.example", mail(5));

    var exit = move("mail\nnobody@contoso.example\n" + mail(5) + "\n" + mail(6) + "\n");

    assertThat(exit).isEqualTo(6);
    assertThat(graph.membersOf(GROUP)).containsExactly(id(6));
    assertThat(Files.readString(failures()))
        .contains("2,nobody@contoso.example,Nobody has", "3,mail5@contoso.example,2 people have");
  }

  @Test
  void aPersonOfTwoRowsIsAddedOnce() {
    var exit =
        move("id\n" + id(1) + "\nuser1@contoso.example\n" + id(1).toUpperCase(Locale.ROOT) + "\n");

    assertThat(exit).isZero();
    assertThat(shell.out()).contains("\"added\" : 1", "\"duplicates\" : 2");
  }

  @Test
  void waitsAsLongAsItIsToldAndSendsOnlyWhatWasThrottled() {
    graph.throttleItems(2);
    var begun = System.nanoTime();

    var exit = move(ids(100));

    assertThat(exit).isZero();
    assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(1000);
    assertThat(graph.writes()).hasSize(5);
    assertThat(graph.membersOf(GROUP)).hasSize(100);
  }

  @Test
  void waitsWhenAWholeRequestIsThrottled() {
    graph.throttleRequests(1);

    assertThat(move(ids(5))).isZero();
    assertThat(graph.membersOf(GROUP)).hasSize(5);
  }

  @Test
  void looksNamesUpByFifteenInBatches() {
    var exit =
        move(
            IntStream.range(0, 600)
                .mapToObj(it -> it < 300 ? "user%d@contoso.example".formatted(it) : mail(it))
                .collect(Collectors.joining("\n")));

    assertThat(exit).isZero();
    assertThat(graph.membersOf(GROUP)).hasSize(600);
    assertThat(graph.log().stream().filter(it -> it.startsWith("GET /users?"))).hasSize(40 + 20);
  }

  @Test
  void goesOnWhereItWasKilled() {
    graph.dieAfter(1);
    assertThat(move(ids(1000))).isEqualTo(5);
    assertThat(graph.membersOf(GROUP)).hasSize(400);
    graph.dieAfter(Integer.MAX_VALUE);

    var exit = move(ids(1000));

    assertThat(exit).isZero();
    assertThat(shell.out()).contains("\"added\" : 600", "\"alreadyMembers\" : 400");
    assertThat(graph.membersOf(GROUP)).hasSize(1000);
    assertThat(graph.writes()).as("nobody is sent twice").hasSize(50);
  }

  @Test
  void oneWhoWasTakenOutAfterAKillIsAddedAgain() {
    graph.dieAfter(1);
    move(ids(1000));
    graph.membersOf(GROUP).remove(id(3));
    graph.dieAfter(Integer.MAX_VALUE);

    var exit = move(ids(1000));

    assertThat(exit).isZero();
    assertThat(graph.membersOf(GROUP)).hasSize(1000);
    assertThat(shell.out()).contains("\"added\" : 601", "\"alreadyMembers\" : 399");
  }

  @Test
  void withoutTheRightItStopsAtOnce() {
    graph.refuse(it -> it.startsWith("PATCH "));

    var exit = move(ids(1000));

    assertThat(exit).isEqualTo(4);
    assertThat(shell.err())
        .contains("Insufficient privileges", "Authorization_RequestDenied", "mend:");
    assertThat(graph.log().stream().filter(it -> it.equals("POST /$batch"))).hasSize(1);
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
    var exit = move(ids(10), "--dry-run", "-v");

    assertThat(exit).isZero();
    assertThat(graph.writes()).isEmpty();
    assertThat(shell.out()).contains("\"wouldBeAdded\" : 10");
    assertThat(shell.err()).contains("10/10  " + id(9) + "  would be added");
  }

  @Test
  void aDryRunFindsAnUnknownIdAsTheMoveWould() throws IOException {
    var rows = ids(20).replace(id(7), "0b000000-dead-4000-8000-000000000000");

    var exit = move(rows, "--dry-run");

    assertThat(exit).isEqualTo(6);
    assertThat(graph.writes()).isEmpty();
    assertThat(shell.out()).contains("\"wouldBeAdded\" : 19", "\"failed\" : 1");
    assertThat(Files.readString(failures()))
        .contains("9,0b000000-dead-4000-8000-000000000000,The directory knows nobody");
  }

  @Test
  void aDryRunLooksIdsUpByFifteenInBatches() {
    var exit = move(ids(600), "--dry-run");

    assertThat(exit).isZero();
    assertThat(graph.log().stream().filter(it -> it.startsWith("GET /users?"))).hasSize(40);
    assertThat(graph.log().stream().filter(it -> it.equals("POST /$batch"))).hasSize(2);
  }

  @Test
  void verboseSaysOneLineForEachPerson() {
    graph.membersOf(GROUP).add(id(0));

    move("id\n" + id(0) + "\n" + id(1) + "\n", "-v");

    assertThat(shell.err().lines())
        .containsExactly("1/2  " + id(0) + "  already a member", "2/2  " + id(1) + "  added");
  }

  @Test
  void findsTheGroupByName() {
    assertThat(run(ids(3), "LinkedIn pilots")).isZero();
    assertThat(graph.membersOf(GROUP)).hasSize(3);
  }

  @Test
  void aNameOfNoGroupOrOfTwoIsRefused() {
    assertThat(run(ids(3), "Nobody's group")).isEqualTo(4);
    assertThat(shell.err()).contains("There is no group called \"Nobody's group\"");

    graph.group("0c000000-0000-4000-8000-000000000002", "linkedin pilots");
    assertThat(run(ids(3), "LinkedIn pilots")).isEqualTo(4);
    assertThat(shell.err()).contains("2 groups are called", "0c000000-0000-4000-8000-000000000002");
    assertThat(graph.writes()).isEmpty();
  }

  @Test
  void whatIsNoGroupOrADynamicOneIsRefused() {
    assertThat(run(ids(3), id(1))).isEqualTo(4);

    graph.group("0c000000-0000-4000-8000-000000000003", "Rule", "DynamicMembership");
    assertThat(run(ids(3), "Rule")).isEqualTo(4);
    assertThat(shell.err()).contains("its rule decides");
    assertThat(graph.writes()).isEmpty();
  }

  @Test
  void aTokenThatDoesNotHoldIsExitCodeThree() {
    shell.with("ENTENTE_GRAPH_TOKEN", "another");

    assertThat(move(ids(1))).isEqualTo(3);
    assertThat(shell.err()).doesNotContain("another");
  }

  @Test
  void aMissingFileIsExitCodeTwo() {
    var exit =
        shell.run(
            "selected-users", "move", "--csv", "absent.csv", "--group", GROUP, "--target", "graph");

    assertThat(exit).isEqualTo(2);
    assertThat(shell.err()).contains("absent.csv");
  }

  @Test
  void aFileLargerThanAnyIsRefusedBeforeItIsRead() throws IOException {
    try (var file = new RandomAccessFile(csv().toFile(), "rw")) {
      file.setLength(3L << 30);
    }

    var exit =
        shell.run(
            "selected-users",
            "move",
            "--csv",
            csv().toString(),
            "--group",
            GROUP,
            "--target",
            "graph");

    assertThat(exit).isEqualTo(2);
    assertThat(shell.err()).contains("more than 128 MB", csv().toString(), "Split");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent/failed.csv", "."})
  void aPlaceThatFailuresCannotGoToIsRefusedBeforeAnybodyIsMoved(String place) {
    var exit = move(ids(3), "--failed", home.resolve(place).toString());

    assertThat(exit).isEqualTo(2);
    assertThat(shell.err()).contains("cannot be written", "--failed");
    assertThat(graph.log()).isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full is a disk that is always full")
  void theSummaryIsThereEvenWhenTheFailuresCannotBeWritten() {
    var exit = move(ids(3) + "\nnobody@contoso.example\n", "--failed", "/dev/full");

    assertThat(exit).isEqualTo(6);
    assertThat(shell.out()).contains("\"added\" : 3", "\"failed\" : 1");
    assertThat(shell.err()).contains("1 rows failed", "/dev/full", "--failed");
  }

  private int move(String csv, String... more) {
    return run(csv, GROUP, more);
  }

  private int run(String csv, String group, String... more) {
    try {
      Files.writeString(csv(), csv, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command = new ArrayList<String>();
    command.addAll(List.of("selected-users", "move", "--csv", csv().toString()));
    command.addAll(List.of("--group", group, "--target", "graph", "-o", "json"));
    command.addAll(List.of(more));
    return shell.run(command.toArray(String[]::new));
  }

  private Path csv() {
    return home.resolve("users.csv");
  }

  private Path failures() {
    return home.resolve("users.csv.failed.csv");
  }

  private static String ids(int count) {
    return "id\n"
        + IntStream.range(0, count).mapToObj(MoveTests::id).collect(Collectors.joining("\n"));
  }

  private static String id(int number) {
    return "0b000000-0000-4000-8000-%012x".formatted(number + 1);
  }

  private static String mail(int number) {
    return "mail%d@contoso.example".formatted(number);
  }
}
