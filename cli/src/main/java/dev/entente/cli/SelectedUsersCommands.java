package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.move.Failure;
import dev.entente.cli.move.Move;
import dev.entente.cli.move.Report;
import dev.entente.cli.move.UserList;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The older Selected list, and its way into a group (mission rows M8, M9). */
@Command(
    name = "selected-users",
    description = "The older Selected list, and its way into a group.",
    mixinStandardHelpOptions = true)
final class SelectedUsersCommands {

  private final Access access;
  private final Terminal terminal;

  SelectedUsersCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(
      description = "Show the older Selected list; with -o csv as a file that move reads.",
      mixinStandardHelpOptions = true)
  int export(@Mixin ApiOptions options) {
    Listing.of(
            access.entente(options).all("/policies/accountConnections/selectedUsers"),
            "userPrincipalName")
        .print(options.format, terminal);
    return ExitCode.DONE.number();
  }

  @Command(
      description = {
        "Move the people of a CSV file into a group.",
        "",
        "Any column with ids, user principal names or e-mail addresses will do; UTF-8 or UTF-16;"
            + " commas, semicolons or tabs; with a header or without. Done again, it changes"
            + " nothing; stopped in the middle, the same command adds those who are missing. It connects"
            + " nobody: that stays each person's own choice."
      },
      mixinStandardHelpOptions = true)
  int move(
      @Mixin ApiOptions options,
      @Option(names = "--csv", required = true, paramLabel = "FILE", description = "The people.")
          Path csv,
      @Option(
              names = "--group",
              required = true,
              paramLabel = "GROUP",
              description = "Where to, by id or name.")
          String group,
      @Option(
              names = "--target",
              paramLabel = "TARGET",
              defaultValue = "entente",
              description = "Whose group: entente, or graph for Microsoft Graph. Default: entente.")
          Target target,
      @Option(
              names = "--graph-url",
              paramLabel = "URL",
              description =
                  "Microsoft Graph of a national cloud; else ENTENTE_GRAPH_URL, else the global"
                      + " one.")
          Optional<String> graphUrl,
      @Option(
              names = "--set-as-selected-group",
              description = "Afterwards make it the selected group, if no row has failed.")
          boolean select,
      @Option(names = "--dry-run", description = "Say what would be done; change nothing.")
          boolean dryRun,
      @Option(
              names = "--failed",
              paramLabel = "FILE",
              description = "Where to write the rows that failed. Default: beside the CSV.")
          Optional<Path> failed,
      @Option(
              names = {"-v", "--verbose"},
              description = "One line for each person.")
          boolean verbose) {
    var users =
        UserList.read(
            csv.toString(), LocalFiles.read(csv, UserList.MAX_MEGABYTES, "Split the file."));
    var failures = failed.orElseGet(() -> Path.of(csv + ".failed.csv"));
    LocalFiles.requireWritable(failures, "Rows that fail go there. Another place: --failed FILE");
    // First, so that a missing sign-in is told before the work and not after it.
    var entente = select ? Optional.of(access.entente(options)) : Optional.<Api>empty();
    var directory =
        switch (target) {
          case ENTENTE -> access.entente(options);
          case GRAPH -> access.graph(graphUrl);
        };
    var way =
        switch (target) {
          case ENTENTE -> Move.Way.IMPORTING;
          case GRAPH -> Move.Way.BINDING;
        };
    var found = Lookup.group(directory, group);
    var report = Move.of(new Move.Order(users, found, way, dryRun, verbose), directory, terminal);
    show(report, found.path("displayName").asString(""), options, dryRun);
    if (report.failures().isEmpty()) {
      entente
          .filter(_ -> !dryRun)
          .ifPresent(it -> SettingCommands.selectGroup(it, found.path("id").asString("")));
      return ExitCode.DONE.number();
    }
    Failure.write(failures, report.failures());
    terminal.say(
        "%d rows failed; they and the reasons are in %s."
            .formatted(report.failures().size(), failures));
    entente.ifPresent(_ -> terminal.say("The setting is as it was: mend the rows and move again."));
    return ExitCode.PARTLY_DONE.number();
  }

  private void show(Report report, String group, ApiOptions options, boolean dryRun) {
    var summary = summary(report, group, dryRun);
    Listing.ofOne(summary, summary.propertyNames().toArray(String[]::new))
        .print(options.format, terminal);
  }

  private static ObjectNode summary(Report report, String group, boolean dryRun) {
    return Api.object()
        .put("group", group)
        .put(dryRun ? "wouldBeAdded" : "added", report.added())
        .put("alreadyMembers", report.alreadyMembers())
        .put("duplicates", report.duplicates())
        .put("failed", report.failures().size());
  }
}
