package dev.entente.cli.move;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The people of a list into a group. The group itself tells who is in it and nothing else is kept:
 * done again it changes nothing, and after a kill the same goes on with those who are missing.
 */
public final class Move {

  private Move() {}

  /** By which calls people are added. */
  public enum Way {
    /** Entente's own {@code importMembers}, by thousands. */
    IMPORTING,
    /** Microsoft Graph's {@code members@odata.bind}, by twenties. */
    BINDING
  }

  /**
   * What to do.
   *
   * @param users who are to be in the group
   */
  public record Order(
      UserList users, JsonNode group, Way way, boolean isDryRun, boolean isVerbose) {}

  public static Report of(Order order, Api api, Terminal terminal) {
    var users = order.users();
    var group = staticGroup(order.group());
    try (var progress = Progress.of(terminal, users.rows().size(), order.isVerbose())) {
      var tally = new Tally(users, progress);
      var lookups = new Lookups(api, group);
      if (order.isDryRun()) {
        lookups.rehearse(users.rows(), tally);
      } else {
        var adding =
            switch (order.way()) {
              case IMPORTING -> new Importing(api, group, tally);
              case BINDING -> new Binding(api, group, lookups, tally);
            };
        adding.add(users.rows());
      }
      return tally.total();
    }
  }

  /** A rule decides who is in a dynamic group, nobody else. */
  private static UUID staticGroup(JsonNode group) {
    var name = group.path("displayName").asString("");
    for (var type : group.path("groupTypes")) {
      if (type.asString("").equals("DynamicMembership")) {
        throw new Trouble(
            ExitCode.REFUSED,
            "The group \"%s\" is dynamic: its rule decides who is in it.".formatted(name),
            "--group",
            "Choose a group with assigned members, or make one: entente group create");
      }
    }
    return Lookup.guid(group.path("id").asString(""))
        .orElseThrow(
            () ->
                new Trouble(
                    ExitCode.REFUSED,
                    "The group \"%s\" has no id.".formatted(name),
                    "--group",
                    ""));
  }
}
