package dev.entente.server.directory.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.Callers;
import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.DirectoryChange.PutPerson;
import dev.entente.server.directory.DirectoryChange.RemovePerson;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.Part;
import dev.entente.server.directory.PassedOver;
import dev.entente.server.directory.Person;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.directory.SyncSchedule;
import dev.entente.server.directory.SyncStatus;
import dev.entente.server.directory.Syncs;
import dev.entente.server.kernel.UserId;
import dev.entente.server.web.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/** Tundra, with a source that answers when the test lets it. */
@EntenteTest
@Tag("M76")
@Timeout(60)
class DirectorySyncTests {

  /** More than may go unasked. */
  private static final int LOST = 12;

  private static final RequestPostProcessor ADMINISTRATOR = caller(Role.GLOBAL_ADMINISTRATOR);

  @Autowired private WebApplicationContext context;
  @Autowired private Syncs syncs;
  @Autowired private SyncSchedule schedule;

  private final Empty source = new Empty();
  private MockMvcTester server;

  @BeforeEach
  void listen() {
    server = Callers.server(context);
  }

  @AfterEach
  void forget() {
    source.mayAnswer.countDown();
    syncs.forget(Cast.TUNDRA);
    schedule.start();
  }

  @Test
  void tellsHowTheSourceStandsOnceItWasRead() throws InterruptedException {
    source.mayAnswer.countDown();
    configure();
    await(it -> it.lastSuccess().isPresent());
    var first = syncs.status(Cast.TUNDRA).lastSuccess();

    runOnceIdle();
    await(it -> !it.lastSuccess().equals(first));

    assertThat(status(caller(Role.AUDITOR)))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"source": "ldap", "interval": "PT1H", "maxAge": "PT24H", "stale": false,
             "users": 0, "groups": 0}
            """);
    assertThat(page(caller(Role.AUDITOR)))
        .hasStatusOk()
        .bodyText()
        .contains("LDAP or Active Directory", "Complete", "1 d")
        .doesNotContain("id=\"run\"");
    assertThat(page(ADMINISTRATOR)).bodyText().contains("id=\"run\"");
  }

  @Test
  void whileItIsReadItSaysSoAndASecondRunIsRefused() throws InterruptedException {
    configure();
    source.isAsked.await();

    assertThat(run(ADMINISTRATOR))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("error.code")
        .isEqualTo("Request_Conflict");
    assertThat(status(ADMINISTRATOR))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"stale": true, "run": {"full": true, "changes": 0}}
            """);
    assertThat(page(ADMINISTRATOR)).bodyText().contains("Being read", "nobody may connect");
  }

  @Test
  void aFailureIsShownWithItsReason() throws InterruptedException {
    source.error = "ldap.tundra.example does not answer.";
    source.mayAnswer.countDown();
    configure();
    await(it -> it.error().isPresent());

    assertThat(status(ADMINISTRATOR))
        .bodyJson()
        .extractingPath("error")
        .isEqualTo("ldap.tundra.example does not answer.");
    assertThat(page(ADMINISTRATOR))
        .bodyText()
        .contains("Failed", "ldap.tundra.example does not answer.");
  }

  @Test
  void aSourceThatAsksToBeLeftAloneIsNotReadNow() throws InterruptedException {
    source.error = "ldap.tundra.example is busy.";
    source.pause = Duration.ofMinutes(40);
    source.mayAnswer.countDown();
    configure();
    await(it -> it.error().isPresent());

    assertThat(run(ADMINISTRATOR))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("error.message")
        .asString()
        .contains("left alone until");
    assertThat(status(ADMINISTRATOR))
        .bodyJson()
        .extractingPath("notBeforeDateTime")
        .isEqualTo(syncs.status(Cast.TUNDRA).notBefore().orElseThrow().toString());
    assertThat(page(ADMINISTRATOR)).bodyText().contains("Asks to be left alone until");
  }

  @Test
  void whatWasPassedOverIsShownWithItsReason() throws InterruptedException {
    source.passedOver = List.of(new PassedOver("uid=mia,dc=tundra", "has no <mail>"));
    source.mayAnswer.countDown();
    configure();
    await(it -> it.lastSuccess().isPresent());

    assertThat(status(ADMINISTRATOR))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"passedOver@odata.count": 1,
             "passedOver": [{"name": "uid=mia,dc=tundra", "reason": "has no <mail>"}]}
            """);
    assertThat(page(ADMINISTRATOR))
        .bodyText()
        .contains("One entry passed over", "uid=mia,dc=tundra", "has no &lt;mail&gt;");
  }

  @Test
  void thatManyAreGoneIsAcceptedOnThePageOrInTheApi() throws InterruptedException {
    source.changes = people(PutPerson::new);
    source.mayAnswer.countDown();
    configure();
    await(it -> it.people() == LOST);
    assertThat(page(ADMINISTRATOR)).bodyText().doesNotContain("id=\"run-accepting\"");
    source.changes = people(it -> new RemovePerson(it.id()));

    runOnceIdle();
    await(SyncStatus::lossesRefused);

    assertThat(status(ADMINISTRATOR)).bodyJson().extractingPath("lossesRefused").isEqualTo(true);
    assertThat(page(ADMINISTRATOR)).bodyText().contains("12 of 12 people", "id=\"run-accepting\"");
    runOnceIdle("/v1.0/directory/sync/run?acceptLosses=true", 202);
    await(it -> it.people() == 0);
    source.changes = people(PutPerson::new);
    runOnceIdle();
    await(it -> it.people() == LOST);
    source.changes = people(it -> new RemovePerson(it.id()));
    runOnceIdle("/admin/directory/run?acceptLosses=true", 302);
    await(it -> it.people() == 0);
  }

  private static List<DirectoryChange> people(Function<Person, DirectoryChange> change) {
    return IntStream.range(0, LOST)
        .mapToObj(it -> change.apply(person(new UserId(new UUID(7, it)))))
        .toList();
  }

  private static Person person(UserId id) {
    return new Person(
        id,
        id + "@tundra.example",
        "Somebody",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  @Test
  void anOrganisationWithoutASourceIsToldSo() {
    assertThat(status(ADMINISTRATOR)).hasStatus(404);
    assertThat(run(ADMINISTRATOR)).hasStatus(404);
    assertThat(page(ADMINISTRATOR)).hasStatusOk().bodyText().contains("id=\"no-source\"");
  }

  @Test
  void othersMayNeitherLookNorRun() {
    assertThat(status(caller())).hasStatus(403);
    assertThat(page(caller())).hasStatus(403);
    assertThat(run(caller(Role.AUDITOR))).hasStatus(403);
    assertThat(run(caller(Role.ACCOUNT_CONNECTIONS_ADMINISTRATOR))).hasStatus(403);
  }

  private void configure() {
    syncs.configure(Cast.TUNDRA, source, "", Duration.ofHours(1), Duration.ofDays(1));
    schedule.start();
  }

  private void await(Predicate<SyncStatus> state) throws InterruptedException {
    while (!state.test(syncs.status(Cast.TUNDRA))) {
      Thread.sleep(50);
    }
  }

  private MvcTestResult status(RequestPostProcessor caller) {
    return server.get().uri("/v1.0/directory/sync").with(caller).exchange();
  }

  private MvcTestResult page(RequestPostProcessor caller) {
    return server.get().uri("/admin/directory").with(caller).exchange();
  }

  private MvcTestResult run(RequestPostProcessor caller) {
    return run(caller, "/v1.0/directory/sync/run");
  }

  private MvcTestResult run(RequestPostProcessor caller, String uri) {
    return server
        .post()
        .uri(uri)
        .with(caller)
        .with(SecurityMockMvcRequestPostProcessors.csrf())
        .exchange();
  }

  /** The first run has ended a moment before the schedule knows it. */
  private void runOnceIdle() throws InterruptedException {
    runOnceIdle("/v1.0/directory/sync/run", 202);
  }

  private void runOnceIdle(String uri, int begun) throws InterruptedException {
    while (run(ADMINISTRATOR, uri).getResponse().getStatus() != begun) {
      Thread.sleep(50);
    }
  }

  private static RequestPostProcessor caller(Role... roles) {
    return Callers.person(Cast.TUNDRA, UserId.parse("0b000007-0000-4000-8000-000000000001"), roles);
  }

  /** Nobody and nothing is in it, unless a test says so. */
  private static final class Empty implements DirectorySource {

    private final CountDownLatch isAsked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile String error = "";
    private volatile Duration pause = Duration.ZERO;
    private volatile List<PassedOver> passedOver = List.of();
    private volatile List<DirectoryChange> changes = List.of();

    @Override
    public Owner owner() {
      return Owner.LDAP;
    }

    @Override
    public List<Part> mayConceal() {
      return List.of(Part.PEOPLE);
    }

    @Override
    public Page read(Checkpoint from) throws SourceUnavailable {
      isAsked.countDown();
      try {
        mayAnswer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SourceUnavailable("interrupted", e);
      }
      if (!error.isEmpty()) {
        throw new SourceUnavailable(error, pause);
      }
      return new Page(changes, new Checkpoint("done"), true, from.isStart(), passedOver);
    }
  }
}
