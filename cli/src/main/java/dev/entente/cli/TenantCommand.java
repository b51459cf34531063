package dev.entente.cli;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The organisation that one is signed in to. */
@Command(
    name = "tenant",
    description = "Show the organisation you are signed in to.",
    mixinStandardHelpOptions = true)
final class TenantCommand implements Callable<Integer> {

  @Mixin private final ApiOptions options = new ApiOptions();

  private final Access access;
  private final Terminal terminal;

  TenantCommand(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var organisations = access.entente(options).all("/organization");
    Listing.ofOne(
            organisations.getFirst(), "id", "displayName", "countryLetterCode", "verifiedDomains")
        .print(options.format, terminal);
    return ExitCode.DONE.number();
  }
}
