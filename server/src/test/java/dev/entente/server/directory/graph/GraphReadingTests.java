package dev.entente.server.directory.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is Microsoft Graph's own: its links, its throttling, its words for members. */
@Tag("M76")
class GraphReadingTests {

  private final GraphDouble graph = new GraphDouble();
  private final List<Duration> pauses = new ArrayList<>();
  private final GraphSource source = source(graph.settings());

  /** Notes the pauses instead of making them. */
  private GraphSource source(GraphSettings settings) {
    var json = JsonMapper.shared();
    var patience = Duration.ofSeconds(20);
    return new GraphSource(
        new GraphClient(settings.checked(), json, Clock.systemUTC(), patience, pauses::add), json);
  }

  @AfterEach
  void stop() {
    graph.close();
  }

  @Test
  void anAnswerThatStallsInTheMiddleIsGivenUp() throws Exception {
    var release = new CountDownLatch(1);
    var stalling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stalling.createContext("/", it -> sendHalf(it, release));
    stalling.start();
    try {
      var base = "http://localhost:" + stalling.getAddress().getPort();
      var settings =
          new GraphSettings("northlight.example", "reader", new Secret("s"), "global", base, base);
      var json = JsonMapper.shared();
      var client =
          new GraphClient(
              settings.checked(), json, Clock.systemUTC(), Duration.ofMillis(500), Thread::sleep);

      assertThatThrownBy(() -> new GraphSource(client, json).read(Checkpoint.START))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("in time");
    } finally {
      release.countDown();
      stalling.stop(0);
    }
  }

  private static void sendHalf(HttpExchange exchange, CountDownLatch release) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    try {
      release.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void managersAreReadAtFirstAndWhenTheyChange() throws Exception {
    var mia = graph.addPerson("Mia");
    var noa = graph.addPerson("Noa");
    graph.setManager(mia, noa);
    var first = all(Checkpoint.START);
    assertThat(managers(first.changes())).containsExactly(noa);

    graph.rename(mia, "Mia Berg");
    assertThat(managers(all(first.next()).changes())).containsExactly(noa);
  }

  @Test
  void distributionListsAndDevicesAreLeftOut() throws Exception {
    var list = UUID.randomUUID();
    graph.putGroup(
        JsonMapper.shared()
            .createObjectNode()
            .put("id", list.toString())
            .put("displayName", "Everyone")
            .put("mailEnabled", true)
            .put("securityEnabled", false));
    var group = graph.addGroup("Sales");
    graph.addMember(group, UUID.randomUUID(), "#microsoft.graph.device");

    assertThat(all(Checkpoint.START).changes())
        .contains(new RemoveGroup(new GroupId(list)))
        .noneMatch(AddMembers.class::isInstance)
        .filteredOn(PutGroup.class::isInstance)
        .hasSize(1);
  }

  @Test
  void whatHasChangedIsReadAgainByTwentiesInABatch() throws Exception {
    var people = IntStream.range(0, 45).mapToObj(it -> graph.addPerson("Nr " + it)).toList();
    var first = all(Checkpoint.START);
    people.forEach(it -> graph.rename(it, "Renamed"));

    var changes = all(first.next()).changes();

    assertThat(changes).filteredOn(PutPerson.class::isInstance).hasSize(45);
    assertThat(graph.requests()).filteredOn("POST /v1.0/$batch"::equals).hasSize(2 * 3);
  }

  @ParameterizedTest
  @CsvSource({"429, 7, 7", "503, 0, 0", "504, 120, 120", "429, '', 2", "429, soon, 2"})
  void waitsAsLongAsItIsAskedTo(int status, String asked, int seconds) throws Exception {
    graph.addPerson("Mia");
    graph.interrupt(status, asked, "{}");

    assertThat(all(Checkpoint.START).changes()).hasSize(1);
    assertThat(pauses).containsExactly(Duration.ofSeconds(seconds));
  }

  @Test
  void doesNotWaitWithoutEnd() {
    graph.interrupt(429, "3600", "{}");

    assertThatThrownBy(() -> all(Checkpoint.START))
        .isInstanceOfSatisfying(
            SourceUnavailable.class, it -> assertThat(it.pause()).isEqualTo(Duration.ofHours(1)))
        .hasMessageContaining("3600");
    assertThat(pauses).isEmpty();
  }

  @Test
  void anExpiredTokenIsRenewedOnce() throws Exception {
    graph.addPerson("Mia");
    graph.interrupt(401, "", "{}");

    assertThat(all(Checkpoint.START).changes()).hasSize(1);
    assertThat(graph.requests()).filteredOn(it -> it.endsWith("/token")).hasSize(2);
  }

  @Test
  void aStateThatIsGoneMeansAFullLoad() throws Exception {
    var first = all(Checkpoint.START);
    graph.interrupt(410, "", "{\"error\": {\"code\": \"syncStateNotFound\"}}");

    assertThatThrownBy(() -> source.read(first.next())).isInstanceOf(ResyncRequired.class);
    assertThatThrownBy(() -> source.read(new Checkpoint("of another source")))
        .isInstanceOf(ResyncRequired.class);
  }

  @Test
  void aMissingPermissionIsNamed() {
    graph.interrupt(403, "", "{\"error\": {\"code\": \"Authorization_RequestDenied\"}}");

    assertThatThrownBy(() -> all(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("User.Read.All");
  }

  @Test
  void aWrongSecretIsSaidAndNotShown() {
    var wrong =
        new GraphSettings(
            "northlight.example",
            "reader",
            new Secret("wrong-one"),
            null,
            graph.base(),
            graph.base());

    assertThatThrownBy(() -> source(wrong).read(Checkpoint.START))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("invalid_client")
        .hasMessageNotContaining("wrong-one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\": [], \"@odata.nextLink\": \"http://evil.example/v1.0/users/delta?$skiptoken=1\"}",
        "{\"value\": [], \"@odata.nextLink\": \"not an address\"}",
        "{\"value\": []}",
        "{\"value\": [{\"id\": \"../groups\", \"displayName\": \"Mia\"}], \"@odata.deltaLink\": \"x\"}"
      })
  void whatCannotBeFailsTheRun(String page) {
    graph.interrupt(200, "", page);

    assertThatThrownBy(() -> all(Checkpoint.START)).isInstanceOf(Problem.class);
  }

  @Test
  void noSecretIsInTheCheckpoint() throws Exception {
    graph.addPerson("Mia");

    assertThat(all(Checkpoint.START).next().value())
        .contains("$deltatoken=")
        .doesNotContain(GraphDouble.SECRET, "the-token");
  }

  @ParameterizedTest
  @CsvSource({
    "'', reader, secret, global, https://graph.example, source.directory",
    "../x, reader, secret, global, https://graph.example, source.directory",
    "x.example, '', secret, global, https://graph.example, source.clientId",
    "x.example, reader, '', global, https://graph.example, source.clientSecret",
    "x.example, reader, secret, mars, https://graph.example, source.cloud",
    "x.example, reader, secret, global, http://graph.example, source.endpoint",
    "x.example, reader, secret, global, https://graph.example/v1.0, source.endpoint",
    "x.example, reader, secret, global, graph, source.endpoint"
  })
  void aSettingAtFaultIsNamed(
      String directory,
      String client,
      String secret,
      String cloud,
      String endpoint,
      String target) {
    var settings = new GraphSettings(directory, client, new Secret(secret), cloud, endpoint, null);

    assertThatThrownBy(settings::checked)
        .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.target()).contains(target));
  }

  /** All pages of a run, as one. */
  private Page all(Checkpoint from) throws SourceUnavailable, ResyncRequired {
    var changes = new ArrayList<DirectoryChange>();
    var page = source.read(from);
    changes.addAll(page.changes());
    while (!page.last()) {
      page = source.read(page.next());
      changes.addAll(page.changes());
    }
    return new Page(changes, page.next(), true, page.full());
  }

  private static List<UserId> managers(List<DirectoryChange> changes) {
    return changes.stream()
        .filter(PutPerson.class::isInstance)
        .map(PutPerson.class::cast)
        .flatMap(it -> it.person().manager().stream())
        .toList();
  }
}
