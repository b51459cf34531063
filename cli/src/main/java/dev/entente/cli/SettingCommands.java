package dev.entente.cli;

import dev.entente.cli.api.Answer;
import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The setting LinkedIn account connections. */
@Command(
    name = "setting",
    description = "Read or change the setting LinkedIn account connections.",
    mixinStandardHelpOptions = true)
final class SettingCommands {

  private static final String PATH = "/policies/accountConnections";

  private final Access access;
  private final Terminal terminal;

  SettingCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(description = "Show the setting.", mixinStandardHelpOptions = true)
  int get(@Mixin ApiOptions options) {
    show(access.entente(options).ask(Call.get(PATH)), options);
    return ExitCode.DONE.number();
  }

  @Command(
      description =
          "Change the setting. What is not given stays. no withdraws everyone's consent at once.",
      mixinStandardHelpOptions = true)
  int set(
      @Mixin ApiOptions options,
      @Parameters(arity = "0..1", paramLabel = "SETTING", description = "yes, selectedGroup or no.")
          Optional<String> setting,
      @Option(
              names = "--group",
              paramLabel = "GROUP",
              description = "The selected group, by id or name.")
          Optional<String> group,
      @Option(
              names = "--users-may-consent",
              paramLabel = "true|false",
              description = "Whether people may consent to apps.")
          Optional<Boolean> usersMayConsent,
      @Option(
              names = "--direction-ceiling",
              paramLabel = "CEILING",
              description = "inbound or both.")
          Optional<String> directionCeiling,
      @Option(
              names = "--public-information",
              paramLabel = "true|false",
              description = "Whether cards show public information.")
          Optional<Boolean> publicInformation) {
    var api = access.entente(options);
    var change = Api.object();
    setting.ifPresent(it -> change.put("setting", it));
    group.ifPresent(
        it -> change.put("selectedGroup", Lookup.group(api, it).path("id").asString("")));
    usersMayConsent.ifPresent(it -> change.put("usersMayConsent", it));
    directionCeiling.ifPresent(it -> change.put("directionCeiling", it));
    publicInformation.ifPresent(it -> change.put("publicInformation", it));
    if (change.isEmpty()) {
      throw new Trouble(
          ExitCode.USAGE,
          "Nothing to change.",
          "entente setting set",
          "entente setting set --help");
    }
    show(change(api, change), options);
    return ExitCode.DONE.number();
  }

  /** Makes a group the selected one; changes nothing when it is. */
  static JsonNode selectGroup(Api api, String group) {
    return change(api, Api.object().put("setting", "selectedGroup").put("selectedGroup", group));
  }

  /** Against the version that was just read, so that nobody's change is lost. */
  private static JsonNode change(Api api, ObjectNode change) {
    var version = api.answer(Call.get(PATH)).etag().orElse("*");
    return answerTo(api, change, version).body();
  }

  private static Answer answerTo(Api api, ObjectNode change, String version) {
    return api.answer(Call.patch(PATH, change).withHeader("If-Match", version));
  }

  private void show(JsonNode setting, ApiOptions options) {
    Listing.ofOne(
            setting,
            "availability",
            "setting",
            "selectedGroup",
            "usersMayConsent",
            "directionCeiling",
            "publicInformation")
        .print(options.format, terminal);
  }
}
