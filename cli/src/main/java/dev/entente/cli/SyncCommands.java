package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** How the directory is kept up to date. */
@Command(
    name = "sync",
    description = "How the directory is kept up to date.",
    mixinStandardHelpOptions = true)
final class SyncCommands {

  private static final String PATH = "/directory/sync";

  private final Access access;
  private final Terminal terminal;

  SyncCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(
      description = "Show the last run: when, how many, how old, what failed.",
      mixinStandardHelpOptions = true)
  int status(@Mixin ApiOptions options) {
    show(access.entente(options).ask(Call.get(PATH)), options);
    return ExitCode.DONE.number();
  }

  @Command(description = "Begin a run now.", mixinStandardHelpOptions = true)
  int run(
      @Mixin ApiOptions options,
      @Option(names = "--full", description = "Everything, and not only what has changed.")
          boolean full,
      @Option(
              names = "--accept-losses",
              description = "Although many people or groups are gone at the source.")
          boolean acceptLosses) {
    var path = "%s/run?full=%s&acceptLosses=%s".formatted(PATH, full, acceptLosses);
    var call = Call.post(path, Api.object());
    show(access.entente(options).ask(call), options);
    return ExitCode.DONE.number();
  }

  private void show(JsonNode status, ApiOptions options) {
    Listing.ofOne(
            status,
            "source",
            "lastRunDateTime",
            "lastSuccessDateTime",
            "age",
            "stale",
            "users",
            "groups",
            "run",
            "error")
        .print(options.format, terminal);
  }
}
