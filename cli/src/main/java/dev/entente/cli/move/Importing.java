package dev.entente.cli.move;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.move.UserList.Row;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Entente's own way: {@code importMembers} takes thousands by id or name, adds those who can be
 * added, and says of each what became of it. So nobody is looked up before.
 */
final class Importing implements Adding {

  /** Half of what the server takes, so that the progress moves. */
  private static final int AT_ONCE = 5_000;

  private final Api api;
  private final UUID group;
  private final Tally tally;
  private final Set<UUID> seen = new HashSet<>();

  Importing(Api api, UUID group, Tally tally) {
    this.api = api;
    this.group = group;
    this.tally = tally;
  }

  @Override
  public void add(List<Row> rows) {
    Portions.of(rows, AT_ONCE).forEach(this::importThem);
  }

  private void importThem(List<Row> rows) {
    var body = Api.object();
    var members = body.putArray("members");
    rows.forEach(it -> members.add(it.user().toString()));
    var call = Call.post("/groups/%s/importMembers".formatted(group), body);
    var results = api.ask(call).path("value");
    if (results.size() != rows.size()) {
      throw new Trouble(
          ExitCode.UNREACHABLE,
          "The server told of %d rows what became of them, of %d."
              .formatted(results.size(), rows.size()),
          call.toString(),
          "Repeat the command.");
    }
    for (var index = 0; index < rows.size(); index++) {
      var result = results.get(index);
      report(rows.get(index), idIn(result), outcome(rows.get(index).user(), result));
    }
  }

  private void report(Row row, Optional<UUID> id, Outcome outcome) {
    if (id.isPresent() && !seen.add(id.orElseThrow())) {
      tally.duplicate();
    } else {
      tally.report(row, outcome);
    }
  }

  private static Outcome outcome(UserRef user, JsonNode result) {
    return switch (result.path("result").asString("")) {
      case "added" -> new Outcome.Added();
      case "alreadyMember" -> new Outcome.AlreadyMember();
      case "notFound" ->
          new Outcome.Failed(
              switch (user) {
                case UserRef.ById _ -> Outcome.UNKNOWN_ID;
                case UserRef.ByName _ -> Outcome.UNKNOWN_NAME;
              });
      case "ambiguous" ->
          new Outcome.Failed("Several people have this e-mail address; give the id.");
      case String other -> new Outcome.Failed("The server answered \"%s\".".formatted(other));
    };
  }

  private static Optional<UUID> idIn(JsonNode result) {
    return Lookup.guid(result.path("id").asString(""));
  }
}
