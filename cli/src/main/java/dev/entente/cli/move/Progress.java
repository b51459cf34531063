package dev.entente.cli.move;

import dev.entente.cli.terminal.Terminal;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What is shown while people are moved. */
public interface Progress extends AutoCloseable {

  void row(UserList.Row row, Outcome outcome);

  @Override
  void close();

  /**
   * One line per person where wanted, a bar where a person is looking, else a line now and then.
   */
  static Progress of(Terminal terminal, int total, boolean isVerbose) {
    if (isVerbose) {
      return new Lines(terminal, total, 1);
    }
    return terminal.interactive() ? new Bar(total) : new Lines(terminal, total, 1000);
  }

  /** A line for every so many rows. */
  final class Lines implements Progress {

    private final Terminal terminal;
    private final int total;
    private final int every;
    private int count;

    Lines(Terminal terminal, int total, int every) {
      this.terminal = terminal;
      this.total = total;
      this.every = every;
    }

    @Override
    public void row(UserList.Row row, Outcome outcome) {
      count++;
      if (every == 1) {
        terminal.say("%d/%d  %s  %s".formatted(count, total, row.user(), outcome.words()));
      } else if (count % every == 0) {
        terminal.say("%d of %d".formatted(count, total));
      }
    }

    @Override
    public void close() {}
  }

  /** A bar on standard error. */
  final class Bar implements Progress {

    private final ProgressBar bar;

    Bar(int total) {
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("Moving")
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }

    @Override
    public void row(UserList.Row row, Outcome outcome) {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
