package dev.entente.server.connection;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.entente.server.custody.Custody;
import dev.entente.server.custody.SealBroken;
import dev.entente.server.database.ScheduledTasks;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Network;
import dev.entente.server.network.Networks;
import dev.entente.server.network.RevokesTokens;
import dev.entente.server.policy.Policies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What follows after a change: ending the connections that No or time has already made dead,
 * cutting down those that the direction ceiling has narrowed, and giving tokens back to the
 * network. The work is found in the rows themselves, so it may be killed at any moment and any node
 * may go on with it; db-scheduler sees to it that one at a time does. Each second asks which
 * tenants have work, all of them in one query ({@link ChoreStore}).
 */
@Component
class Housekeeping extends ScheduledTasks {

  /**
   * Connections ended in one transaction: large enough to be quick, small enough to lock briefly.
   */
  static final int BATCH = 500;

  /** How long a network is asked to take a token back; an outage of a day must not stop it. */
  private static final Duration REVOCATION_PATIENCE = Duration.ofDays(2);

  /** How long one tenant's tokens may keep the other tenants' waiting. */
  private static final Duration ROUND = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final ChoreStore chores;
  private final Policies policies;
  private final ConnectionStore connections;
  private final PendingStore pendings;
  private final RevocationStore revocations;
  private final Networks networks;
  private final Custody custody;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final DataSource dataSource;

  Housekeeping(
      ChoreStore chores,
      Policies policies,
      ConnectionStore connections,
      PendingStore pendings,
      RevocationStore revocations,
      Networks networks,
      Custody custody,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock,
      DataSource dataSource) {
    this.chores = chores;
    this.policies = policies;
    this.connections = connections;
    this.pendings = pendings;
    this.revocations = revocations;
    this.networks = networks;
    this.custody = custody;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  private RecurringTask<Void> task(Chore chore) {
    return Tasks.recurring(chore.label(), FixedDelay.of(Duration.ofSeconds(1)))
        .execute((_, _) -> goThrough(chore));
  }

  /** Does the chore for the tenants that have it to do; the others cost nothing. */
  void goThrough(Chore chore) {
    chores
        .tenantsWith(chore, clock.instant())
        .forEach(
            apart(
                tenant -> {
                  perform(chore, tenant);
                  settle(chore, tenant);
                }));
  }

  private void perform(Chore chore, TenantId tenant) {
    switch (chore) {
      case END_DEAD_CONNECTIONS -> endDeadConnections(tenant);
      case NARROW_TWO_WAY_CONNECTIONS -> narrowTwoWayConnections(tenant);
      case GIVE_TOKENS_BACK -> giveTokensBack(tenant);
    }
  }

  private void settle(Chore chore, TenantId tenant) {
    transactions.run(
        tenant,
        () -> {
          chores.lock(tenant, chore);
          chores.settle(tenant, chore, next(chore, tenant));
        });
  }

  private Optional<Instant> next(Chore chore, TenantId tenant) {
    var now = clock.instant();
    return switch (chore) {
      case END_DEAD_CONNECTIONS ->
          Stream.of(
                  connections.nextDeath(tenant, policies.of(tenant).consentEpoch(), now),
                  pendings.nextRemoval(tenant))
              .flatMap(Optional::stream)
              .min(Comparator.naturalOrder());
      case NARROW_TWO_WAY_CONNECTIONS ->
          connections.hasCut(tenant) ? Optional.of(now) : Optional.empty();
      case GIVE_TOKENS_BACK -> revocations.nextAttempt(tenant);
    };
  }

  /** What fails for one tenant is tried again a second later, and keeps nobody else waiting. */
  private static Consumer<TenantId> apart(Consumer<TenantId> work) {
    return tenant -> {
      try {
        work.accept(tenant);
      } catch (RuntimeException e) {
        LOG.error("Housekeeping failed for tenant {}", tenant, e);
      }
    };
  }

  void endDeadConnections(TenantId tenant) {
    for (var death : ConnectionStore.Death.values()) {
      repeat(tenant, () -> endBatch(tenant, death));
    }
    transactions.run(tenant, () -> pendings.removeOld(tenant, clock.instant()));
  }

  /** Batch by batch, each in a transaction of its own, until one is not full. */
  private void repeat(TenantId tenant, Supplier<Integer> batch) {
    int changed;
    do {
      changed = transactions.in(tenant, batch);
    } while (changed == BATCH);
  }

  private int endBatch(TenantId tenant, ConnectionStore.Death death) {
    var epoch = policies.of(tenant).consentEpoch();
    var now = clock.instant();
    var ended = connections.endDead(tenant, death, epoch, BATCH, now);
    if (ended > 0) {
      events.publishEvent(new ConnectionsWithdrawn(tenant, now, ended, death.reason()));
    }
    return ended;
  }

  void narrowTwoWayConnections(TenantId tenant) {
    repeat(tenant, () -> narrowBatch(tenant));
  }

  private int narrowBatch(TenantId tenant) {
    var now = clock.instant();
    var narrowed = connections.narrowCut(tenant, BATCH, now);
    if (narrowed > 0) {
      events.publishEvent(new ConnectionsNarrowed(tenant, now, narrowed));
    }
    return narrowed;
  }

  void giveTokensBack(TenantId tenant) {
    giveTokensBack(tenant, ROUND);
  }

  /**
   * @param round after which it is the next tenant's turn
   */
  void giveTokensBack(TenantId tenant, Duration round) {
    var start = clock.instant();
    var due = transactions.in(tenant, () -> revocations.due(tenant, start, BATCH));
    for (var revocation : due) {
      var attempt = livesOn(tenant, revocation) ? Attempt.DONE : attempt(tenant, revocation);
      transactions.run(tenant, () -> settle(tenant, revocation, attempt));
      if (!clock.instant().isBefore(start.plus(round))) {
        return;
      }
    }
  }

  /**
   * Whether the member has a live connection, which a network that takes back the whole grant would
   * end: then the token is only erased. Waits for a callback that is writing one. Whoever signs in
   * at the network in the very moment of the revocation may get a token that is dead: its first use
   * ends the connection, and they connect again.
   */
  private boolean livesOn(TenantId tenant, RevocationStore.Due revocation) {
    return transactions.in(
        tenant,
        () -> {
          connections.lockMember(tenant, revocation.network(), revocation.member());
          return connections.isConnected(
              tenant,
              revocation.network(),
              revocation.member(),
              policies.of(tenant).consentEpoch(),
              clock.instant());
        });
  }

  /** How asking a network to take a token back went. */
  private enum Attempt {
    DONE,
    FAILED,
    HOPELESS
  }

  /** Outside any transaction: the network is slow. */
  private Attempt attempt(TenantId tenant, RevocationStore.Due revocation) {
    return switch (networks.find(revocation.network()).orElse(null)) {
      case RevokesTokens network -> attempt(tenant, network, revocation);
      case null -> Attempt.FAILED; // The operator may set it up again.
      case Network _ -> Attempt.DONE; // It takes nothing back.
    };
  }

  private Attempt attempt(TenantId tenant, RevokesTokens network, RevocationStore.Due revocation) {
    try {
      var purpose = Connections.purpose(revocation.connection());
      return network.revoke(tenant, custody.open(tenant, purpose, revocation.token()))
          ? Attempt.DONE
          : Attempt.FAILED;
    } catch (SealBroken broken) {
      LOG.error("A token cannot be given back: {}", broken.getMessage());
      return Attempt.HOPELESS;
    } catch (RuntimeException e) {
      LOG.error("Giving a token back to {} failed", network.name(), e);
      return Attempt.FAILED; // Later again, and the others meanwhile.
    }
  }

  /**
   * The token is erased when the network has it back or its grant lives on, and when nothing more
   * is to be tried.
   */
  private void settle(TenantId tenant, RevocationStore.Due revocation, Attempt attempt) {
    var now = clock.instant();
    var givesUp =
        switch (attempt) {
          case DONE -> false;
          case FAILED -> !now.isBefore(revocation.since().plus(REVOCATION_PATIENCE));
          case HOPELESS -> true;
        };
    if (givesUp) {
      events.publishEvent(
          new RevocationAbandoned(
              tenant,
              now,
              revocation.connection(),
              revocation.network(),
              revocation.attempts() + 1));
    }
    if (givesUp || attempt == Attempt.DONE) {
      revocations.remove(tenant, revocation.connection());
    } else {
      revocations.postpone(tenant, revocation.connection(), now.plus(pause(revocation)));
    }
  }

  /** Doubles from a minute to some four hours. */
  private static Duration pause(RevocationStore.Due revocation) {
    return Duration.ofMinutes(1L << Math.min(revocation.attempts(), 8));
  }

  @Override
  protected Optional<Scheduler> create() {
    return Optional.of(
        Scheduler.create(dataSource)
            .startTasks(Arrays.stream(Chore.values()).map(this::task).toList())
            .threads(Chore.values().length)
            .pollingInterval(Duration.ofMillis(500))
            // A killed node's task is taken over after eight seconds.
            .heartbeatInterval(Duration.ofSeconds(2))
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build());
  }
}
