package dev.entente.cli;

import dev.entente.cli.api.Lookup;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The organisation's people. */
@Command(name = "user", description = "The organisation's people.", mixinStandardHelpOptions = true)
final class UserCommands {

  private final Access access;
  private final Terminal terminal;

  UserCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(description = "List people.", mixinStandardHelpOptions = true)
  int list(@Mixin ApiOptions options, @Mixin StartingWith wanted) {
    Listing.of(
            access.entente(options).all(wanted.of("/users")),
            "id",
            "userPrincipalName",
            "displayName",
            "accountEnabled")
        .print(options.format, terminal);
    return ExitCode.DONE.number();
  }

  @Command(description = "Show a person.", mixinStandardHelpOptions = true)
  int show(
      @Mixin ApiOptions options,
      @Parameters(
              paramLabel = "USER",
              description = "By id, user principal name or e-mail address.")
          String user) {
    Listing.ofOne(
            Lookup.user(access.entente(options), user),
            "id",
            "userPrincipalName",
            "displayName",
            "mail",
            "jobTitle",
            "department",
            "companyName",
            "accountEnabled")
        .print(options.format, terminal);
    return ExitCode.DONE.number();
  }
}
