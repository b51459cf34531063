package dev.entente.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.EntenteTest;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two administrators at the same group at once. */
@EntenteTest
@Tag("M9")
class OwnGroupsTests {

  private static final Actor ACTOR = new Actor.Operator();

  @Autowired private OwnGroups groups;
  @Autowired private Directory directory;
  @Autowired private TenantTransactions transactions;
  @Autowired private JdbcClient jdbc;

  private final Group group =
      new Group(new GroupId(UUID.randomUUID()), "Pilot", Optional.empty(), Group.Kind.SECURITY);

  @BeforeEach
  void make() {
    groups.create(Cast.NORTHLIGHT, group, Set.of(), ACTOR);
  }

  @Test
  void whatIsRemovedDoesNotComeBackByAnImport() {
    var imported =
        meanwhile(
            () -> groups.remove(Cast.NORTHLIGHT, group.id(), ACTOR),
            () ->
                groups.importPeople(
                    Cast.NORTHLIGHT, group.id(), List.of(Cast.EMIL.toString()), ACTOR));

    assertThatThrownBy(() -> imported.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(Problem.class);
    assertThat(directory.group(Cast.NORTHLIGHT, group.id())).isEmpty();
  }

  @Test
  void changesOfDifferentFieldsAtOnceAreBothKept() throws Exception {
    var renamed =
        meanwhile(
            () ->
                groups.change(
                    Cast.NORTHLIGHT,
                    group.id(),
                    it -> mailed(it, it.displayName()),
                    Set.of(),
                    ACTOR),
            () ->
                groups.change(
                    Cast.NORTHLIGHT,
                    group.id(),
                    it -> new Group(it.id(), "Renamed", it.mail(), it.kind()),
                    Set.of(),
                    ACTOR));

    renamed.get(10, TimeUnit.SECONDS);
    assertThat(directory.group(Cast.NORTHLIGHT, group.id())).contains(mailed(group, "Renamed"));
    groups.remove(Cast.NORTHLIGHT, group.id(), ACTOR);
  }

  private static Group mailed(Group group, String name) {
    return new Group(group.id(), name, Optional.of("pilot@northlight.example"), group.kind());
  }

  /** Begins the second while the first has done its part and is not committed yet. */
  private CompletableFuture<Void> meanwhile(Runnable first, Runnable second) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return transactions.in(
          Cast.NORTHLIGHT,
          () -> {
            first.run();
            var running = CompletableFuture.runAsync(second, threads);
            awaitAWaiter();
            return running;
          });
    }
  }

  private void awaitAWaiter() {
    var deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (jdbc.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            .query(Integer.class)
            .single()
        == 0) {
      assertThat(Instant.now()).as("nobody waits for the lock").isBefore(deadline);
      Thread.onSpinWait();
    }
  }
}
