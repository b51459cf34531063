package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Format;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.effective.Answer;
import dev.entente.grouppolicy.effective.App;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.grouppolicy.effective.Question;
import dev.entente.grouppolicy.effective.TenantDecision;
import dev.entente.grouppolicy.effective.UserOption;
import dev.entente.grouppolicy.offer.Offer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The policy Show LinkedIn features in Office applications (mission rows M60 to M63). */
@Command(
    name = "group-policy",
    description = "The policy Show LinkedIn features in Office applications.",
    mixinStandardHelpOptions = true)
final class GroupPolicyCommands {

  private static final String DOMAIN = "/officePolicy/domain";

  private final Access access;
  private final Terminal terminal;
  private final Clock clock;

  GroupPolicyCommands(Access access, Terminal terminal, Clock clock) {
    this.access = access;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** What the organisation decided, where nobody is asked. */
  enum Decided {
    ALLOWED,
    DENIED
  }

  @Command(
      description = {
        "Say whether an application of Office shows LinkedIn, and why.",
        "",
        "The files are those of a computer: Registry.pol, .reg or LGPO text, the later wins. Without"
            + " --user no server is asked."
      },
      mixinStandardHelpOptions = true)
  int evaluate(
      @Mixin ApiOptions options,
      @Parameters(arity = "0..*", paramLabel = "FILE", description = "In precedence order.")
          List<Path> files,
      @Option(
              names = "--app",
              paramLabel = "APP",
              defaultValue = "word",
              description =
                  "word, excel, powerpoint, outlook, outlook-on-the-web, onedrive, sharepoint or"
                      + " older-office. Default: word.")
          App app,
      @Option(
              names = "--user-option",
              paramLabel = "OPTION",
              defaultValue = "not-told",
              description = "The person's own option in Office: on, off or not-told (the default).")
          UserOption userOption,
      @Option(
              names = "--user",
              paramLabel = "USER",
              description = "Ask the server for the organisation's decision about this person.")
          Optional<String> user,
      @Option(
              names = "--tenant",
              paramLabel = "DECISION",
              defaultValue = "allowed",
              description =
                  "Without --user, the organisation's decision: allowed (the default) or denied.")
          Decided decided) {
    var layers =
        Optional.ofNullable(files).orElse(List.of()).stream()
            .map(file -> ComputerFile.read(file.toString(), LocalFiles.read(file)).layer())
            .toList();
    var tenant =
        user.map(it -> decision(access.entente(options), it))
            .orElseGet(() -> new TenantDecision(decided == Decided.ALLOWED, "ASSUMED"));
    show(new Question(tenant, layers, userOption, app).answer(), options.format);
    return ExitCode.DONE.number();
  }

  private static TenantDecision decision(Api api, String user) {
    var id = Lookup.user(api, user).path("id").asString("");
    var decision = api.ask(Call.get("/users/%s/connectionDecision".formatted(id)));
    return new TenantDecision(
        decision.path("outcome").asString("").equals("allowed"),
        decision.path("reason").asString(""));
  }

  private void show(Answer answer, Format format) {
    var steps = answer.trace().stream().map(GroupPolicyCommands::step).toList();
    var shown =
        Api.object()
            .put("app", Choices.label(answer.app()))
            .put("shown", answer.shown())
            .put("locked", answer.locked())
            .put("reason", answer.reason().name())
            .put("policy", Choices.label(answer.policy()));
    steps.forEach(shown.withArray("trace")::add);
    Listing.ofOne(shown, "app", "shown", "locked", "reason", "policy")
        .printWith(Listing.of(steps, "rule", "finding", "source", "value"), format, terminal);
  }

  private static JsonNode step(Answer.Step step) {
    return Api.object()
        .put("rule", step.rule().name())
        .put("finding", step.finding().name())
        .put("source", step.source())
        .put("value", step.value());
  }

  @Command(
      description = {
        "Write the policy as a file.",
        "",
        "Forms: backup (for Import-GPO), registry-pol, reg-file, lgpo-text, group-policy-script,"
            + " registry-script, settings-catalog, custom-profile, cloud-policy-notes."
      },
      mixinStandardHelpOptions = true)
  int write(
      @Option(names = "--form", required = true, paramLabel = "FORM", description = "Which file.")
          Offer form,
      @Option(
              names = "--state",
              required = true,
              paramLabel = "STATE",
              description = "enabled, disabled or not-configured.")
          PolicyState state,
      @Mixin Told told,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description = "Where to; no file is overwritten. Default: the form's own name, here.")
          Optional<Path> to) {
    var file = form.file(state, told.name, told.id, clock.instant());
    var path = to.orElseGet(() -> Path.of(file.name()));
    LocalFiles.write(path, file.content());
    terminal.out().println(path);
    if (form == Offer.BACKUP) {
      terminal.say(
          "Unpack it, then: Import-GPO -BackupId %s -Path . -TargetName '%s' -CreateIfNeeded"
              .formatted(Offer.backupId(state).guid(), told.name.replace("'", "''")));
    }
    return ExitCode.DONE.number();
  }

  @Command(
      description = {
        "Say what a file is, which state it brings the policy into, and what else it sets.",
        "",
        "Registry.pol, .reg, LGPO text and backups are told by their content; for the others give"
            + " --form."
      },
      mixinStandardHelpOptions = true)
  int read(
      @Mixin FormatOption options,
      @Parameters(paramLabel = "FILE", description = "The file.") Path file,
      @Option(names = "--form", paramLabel = "FORM", description = "As of write.")
          Optional<Offer> form,
      @Mixin Told told) {
    var content = LocalFiles.read(file);
    var readings =
        form.flatMap(it -> it.form(told.name, told.id).map(as -> new PolicyFile(it, as)))
            .map(it -> List.of(it.read(file.toString(), content)))
            .orElseGet(() -> PolicyFile.told(file.toString(), content));
    for (var reading : readings) {
      show(reading, options.format);
    }
    return ExitCode.DONE.number();
  }

  private void show(PolicyFile.Reading reading, Format format) {
    var shown =
        Api.object()
            .put("file", reading.file())
            .put("form", Choices.label(reading.form()))
            .put("state", reading.state());
    reading.settings().forEach(shown.withArray("settings")::add);
    Listing.ofOne(shown, "file", "form", "state")
        .printWith(
            Listing.of(reading.settings(), "hive", "key", "valueName", "value"), format, terminal);
  }

  @Command(
      description = "Show what a change in the organisation's domain would do; change nothing.",
      mixinStandardHelpOptions = true)
  int plan(@Mixin ApiOptions options, @Mixin DomainGoal wanted) {
    planned(options, wanted.label());
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Change the organisation's domain, after a look at the plan.",
      mixinStandardHelpOptions = true)
  int apply(
      @Mixin ApiOptions options,
      @Mixin DomainGoal wanted,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    return apply(options, wanted.label(), yes);
  }

  @Command(
      description = "Undo the last change that was made here in the organisation's domain.",
      mixinStandardHelpOptions = true)
  int undo(
      @Mixin ApiOptions options,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    return apply(options, "undo", yes);
  }

  private int apply(ApiOptions options, String goal, boolean yes) {
    return planned(options, goal)
        .carryOut("apply", yes, terminal)
        .map(this::applied)
        .orElse(ExitCode.DONE)
        .number();
  }

  private ExitCode applied(JsonNode answer) {
    var halfDone = answer.path("halfDone").asString("");
    if (!halfDone.isEmpty()) {
      terminal.say(halfDone);
      return ExitCode.PARTLY_DONE;
    }
    terminal.say("Done. Computers take it over when they ask for their policies next.");
    return ExitCode.DONE;
  }

  private DomainPlan planned(ApiOptions options, String goal) {
    var planned = DomainPlan.ask(access.entente(options), DOMAIN, Api.object().put("goal", goal));
    Listing.ofOne(planned.plan(), "goal", "object", "stateNow", "stateThen", "findings")
        .printWith(Listing.of(planned.list("files"), "path", "bytes"), options.format, terminal);
    return planned;
  }

  /** What the domain's Group Policy object is to say. */
  static final class DomainGoal {

    @Parameters(paramLabel = "STATE", description = "enabled, disabled or not-configured.")
    PolicyState state = PolicyState.NOT_CONFIGURED;

    /** As the API spells it. */
    String label() {
      return switch (state) {
        case ENABLED -> "enabled";
        case DISABLED -> "disabled";
        case NOT_CONFIGURED -> "notConfigured";
      };
    }
  }

  /** What some forms have to be told. */
  static final class Told {

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Of the Group Policy object, or of the policy in Intune.")
    String name = Offer.USUAL_NAME;

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "The setting's id (settings-catalog) or the OMA-URI (custom-profile).")
    String id = "";
  }
}
