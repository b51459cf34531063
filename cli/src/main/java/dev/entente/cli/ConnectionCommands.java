package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** People's connections, as administrators see and end them. */
@Command(
    name = "connections",
    description = "People's connections.",
    mixinStandardHelpOptions = true)
final class ConnectionCommands {

  private static final String[] COLUMNS = {
    "id", "network", "direction", "state", "connectedDateTime", "endedDateTime", "endReason"
  };

  private final Access access;
  private final Terminal terminal;

  ConnectionCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(
      description = "List the connections that a person has or had.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ApiOptions options,
      @Parameters(
              paramLabel = "USER",
              description = "By id, user principal name or e-mail address.")
          String user) {
    var api = access.entente(options);
    var person = Lookup.user(api, user);
    Listing.of(api.all(connectionsOf(person)), COLUMNS).print(options.format, terminal);
    return ExitCode.DONE.number();
  }

  @Command(
      description = "End a person's live connection. They may connect anew if the setting allows.",
      mixinStandardHelpOptions = true)
  int withdraw(
      @Mixin ApiOptions options,
      @Parameters(
              paramLabel = "USER",
              description = "By id, user principal name or e-mail address.")
          String user,
      @Option(names = "--yes", description = "Do not ask.") boolean sure) {
    var api = access.entente(options);
    var person = Lookup.user(api, user);
    var name = person.path("userPrincipalName").asString("");
    if (!sure && !terminal.confirms("End the connection of %s?".formatted(name))) {
      throw new Trouble(
          ExitCode.USAGE, "Nothing was withdrawn.", name, "Answer yes, or give --yes.");
    }
    var ended = 0;
    for (var connection : api.all(connectionsOf(person))) {
      if (connection.path("state").asString("").equals("active")) {
        end(api, person, connection);
        ended++;
      }
    }
    terminal.say(
        ended == 0
            ? "%s has no live connection.".formatted(name)
            : "%s is no longer connected.".formatted(name));
    return ExitCode.DONE.number();
  }

  private static void end(Api api, JsonNode person, JsonNode connection) {
    api.answer(Call.delete(connectionsOf(person) + "/" + connection.path("id").asString("")));
  }

  private static String connectionsOf(JsonNode person) {
    return "/users/%s/connections".formatted(person.path("id").asString(""));
  }
}
