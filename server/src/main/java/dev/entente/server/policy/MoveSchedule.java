package dev.entente.server.policy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.entente.server.database.ScheduledTasks;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Goes on with the moves that have begun, on one node at a time. A killed node's move is taken over
 * by another, or by itself when it is back.
 */
@Component
class MoveSchedule extends ScheduledTasks {

  /** Moves under way at the same moment, at most; a tenant has one. */
  private static final int THREADS = 2;

  /** Ten minutes, for a database that is restarted. */
  private static final int RETRIES = 60;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final String NAME = "move-listed-people";

  private final Moving moving;
  private final TenantTransactions transactions;
  private final Clock clock;

  MoveSchedule(Moving moving, TenantTransactions transactions, Clock clock) {
    this.moving = moving;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Scheduled in the caller's transaction, which begins the move: both or neither. */
  void goOn(TenantId tenant, UUID move) {
    transactions.requireOpen(tenant);
    var task = new TaskInstance<>(NAME, move.toString(), tenant.toString());
    scheduler().schedule(task, clock.instant());
  }

  private Task<String> task() {
    return Tasks.custom(NAME, String.class)
        .onFailure(this::retryOrEnd)
        .execute(
            (task, context) ->
                isDone(
                        TenantId.parse(task.getData()),
                        UUID.fromString(task.getId()),
                        context.getSchedulerState())
                    ? new OnCompleteRemove<>()
                    : new OnCompleteReschedule<>(FixedDelay.ofSeconds(1)));
  }

  /** Something in it that no retry mends must not keep every other move from beginning. */
  private void retryOrEnd(ExecutionComplete failed, ExecutionOperations<String> task) {
    if (failed.getExecution().consecutiveFailures < RETRIES) {
      new OnFailureRetryLater<String>(PAUSE).onFailure(failed, task);
      return;
    }
    var move = failed.getExecution().taskInstance;
    moving.stop(
        TenantId.parse((String) move.getData()),
        UUID.fromString(move.getId()),
        "The server could not go on; its log says why. Begin again: whoever was moved stays moved.");
    task.remove();
  }

  /** Not when the server stops in between; another start goes on. */
  private boolean isDone(TenantId tenant, UUID move, SchedulerState state) {
    while (!state.isShuttingDown()) {
      if (!moving.goOn(tenant, move)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Optional<Scheduler> create() {
    return Optional.of(
        Scheduler.create(transactions.joiningDataSource(), task())
            .tableName("move_tasks")
            .threads(THREADS)
            .pollingInterval(Duration.ofMillis(500))
            // A killed node's move is taken over after eight seconds.
            .heartbeatInterval(Duration.ofSeconds(2))
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build());
  }
}
