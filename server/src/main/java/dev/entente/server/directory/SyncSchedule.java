package dev.entente.server.directory;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.entente.server.database.ScheduledTasks;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * When sources are read: each tenant's at its interval or when somebody asks, on one node at a
 * time. A killed node's run is taken over by another.
 */
@Component
public class SyncSchedule extends ScheduledTasks {

  /** Tenants whose sources are read at the same moment, at most. */
  private static final int THREADS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SyncSchedule.class);

  private final Syncs syncs;
  private final DataSource dataSource;
  private final Clock clock;

  SyncSchedule(Syncs syncs, DataSource dataSource, Clock clock) {
    this.syncs = syncs;
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * @param full whether to read everything, and not what has changed
   * @param lossesAcceptedBy who accepts that many people or groups are gone; empty: nobody does
   * @throws Problem NOT_FOUND when the tenant has no source, CONFLICT while a run is under way or
   *     the source asks to be left alone
   */
  public synchronized void runNow(TenantId tenant, boolean full, Optional<Actor> lossesAcceptedBy) {
    syncs.interval(tenant);
    syncs.notBefore(tenant).ifPresent(SyncSchedule::refuseBefore);
    var task = TaskInstanceId.of(name(tenant), RecurringTask.INSTANCE);
    var started = scheduler();
    if (started.getScheduledExecution(task).filter(it -> it.isPicked()).isPresent()) {
      throw underWay();
    }
    if (full) {
      syncs.startOver(tenant);
    }
    // What somebody else has just accepted stays accepted.
    lossesAcceptedBy.ifPresent(it -> syncs.acceptLosses(tenant, Optional.of(it)));
    if (!rescheduled(started, task)) {
      lossesAcceptedBy.ifPresent(_ -> syncs.acceptLosses(tenant, Optional.empty()));
      throw underWay();
    }
  }

  /**
   * Whether it will run now: not while it runs already. A run that begins at this very moment, here
   * or on another node, is told by {@link ExecutionException} alone.
   */
  private boolean rescheduled(Scheduler scheduler, TaskInstanceId task) {
    try {
      scheduler.reschedule(task, clock.instant());
      return true;
    } catch (TaskInstanceCurrentlyExecutingException | ExecutionException _) {
      return false;
    }
  }

  /** At the start, whatever the interval was when the last run ended; a first run is due anyway. */
  private void runSoon(Scheduler scheduler, TenantId tenant) {
    var task = TaskInstanceId.of(name(tenant), RecurringTask.INSTANCE);
    if (scheduler.getScheduledExecution(task).isPresent() && !rescheduled(scheduler, task)) {
      LOG.debug("The directory of tenant {} is being read by another node", tenant);
    }
  }

  private static void refuseBefore(Instant time) {
    throw new Problem(
        Problem.Code.CONFLICT,
        "The source asks to be left alone until %s.".formatted(time.truncatedTo(SECONDS)));
  }

  private static Problem underWay() {
    return new Problem(Problem.Code.CONFLICT, "The directory is being read at the moment.");
  }

  private static String name(TenantId tenant) {
    return "read-directory-" + tenant;
  }

  private RecurringTask<Void> task(TenantId tenant) {
    return Tasks.recurring(name(tenant), FixedDelay.of(syncs.interval(tenant)))
        .execute((_, _) -> syncs.run(tenant));
  }

  /** Started when the context is, and again when sources have been configured, which is later. */
  @Override
  protected Optional<Scheduler> create() {
    var tasks = syncs.tenants().stream().map(this::task).toList();
    if (tasks.isEmpty()) {
      return Optional.empty();
    }
    var created =
        Scheduler.create(dataSource)
            .tableName("sync_tasks")
            .startTasks(tasks)
            .threads(THREADS)
            .pollingInterval(Duration.ofSeconds(1))
            .heartbeatInterval(Duration.ofSeconds(5))
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build();
    syncs.tenants().forEach(it -> runSoon(created, it));
    return Optional.of(created);
  }
}
