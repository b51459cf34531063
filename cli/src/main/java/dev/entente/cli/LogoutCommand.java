package dev.entente.cli;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forgets the kept tokens. */
@Command(name = "logout", description = "Forget the kept sign-in.", mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "entente or graph. Default: entente.")
  Target target = Target.ENTENTE;

  private final Access access;
  private final Terminal terminal;

  LogoutCommand(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.say(
        access.sessions().remove(target.label()) ? "Signed out." : "You were not signed in.");
    return ExitCode.DONE.number();
  }
}
