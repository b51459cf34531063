package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server would do in the organisation's domain: shown first, then carried out with the
 * digest of what was shown, so that nothing else ever is.
 *
 * @param path of the API, without {@code :plan}
 * @param wanted what was asked for
 */
record DomainPlan(Api api, String path, ObjectNode wanted, JsonNode plan) {

  static DomainPlan ask(Api api, String path, ObjectNode wanted) {
    return new DomainPlan(api, path, wanted, api.ask(Call.post(path + ":plan", wanted)));
  }

  List<JsonNode> list(String property) {
    return plan.path(property).valueStream().toList();
  }

  /**
   * @return the server's answer, empty when there was nothing to do
   * @throws Trouble unless somebody says yes
   */
  Optional<JsonNode> carryOut(String verb, boolean yes, Terminal terminal) {
    if (plan.path("isEmpty").asBoolean()) {
      terminal.say("There is nothing to do.");
      return Optional.empty();
    }
    if (!yes && !terminal.confirms("Do what the plan says?")) {
      throw new Trouble(
          ExitCode.USAGE, "Nothing was changed.", "", "Answer yes, or give --yes in a script.");
    }
    var order = wanted.deepCopy().put("digest", plan.path("digest").asString(""));
    return Optional.of(api.ask(Call.post(path + ":" + verb, order)));
  }
}
