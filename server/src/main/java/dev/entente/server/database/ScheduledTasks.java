package dev.entente.server.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/**
 * Tasks that survive a kill, run while the context does. A stopped scheduler cannot be started
 * again, so each start has one of its own.
 */
public abstract class ScheduledTasks implements SmartLifecycle {

  private Optional<Scheduler> scheduler = Optional.empty();

  /** Not started yet; empty when there is nothing to do. */
  protected abstract Optional<Scheduler> create();

  /**
   * @throws java.util.NoSuchElementException when it has not been started
   */
  protected final synchronized Scheduler scheduler() {
    return scheduler.orElseThrow();
  }

  @Override
  public final synchronized void start() {
    stop();
    scheduler = create();
    scheduler.ifPresent(Scheduler::start);
  }

  @Override
  public final synchronized void stop() {
    scheduler.ifPresent(Scheduler::stop);
    scheduler = Optional.empty();
  }

  @Override
  public final synchronized boolean isRunning() {
    return scheduler.isPresent();
  }
}
