package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import dev.entente.grouppolicy.InvalidInput.Place;
import dev.entente.grouppolicy.template.CentralStore;
import dev.entente.grouppolicy.template.EntentePolicy;
import dev.entente.grouppolicy.template.Finding;
import dev.entente.grouppolicy.template.LocalStore;
import dev.entente.grouppolicy.template.Policy;
import dev.entente.grouppolicy.template.StorePlan;
import dev.entente.grouppolicy.template.StoreReport;
import dev.entente.grouppolicy.template.TemplateArchive;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.grouppolicy.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Administrative templates, here and in the organisation's domain (mission row M60). */
@Command(
    name = "templates",
    description = "Administrative templates (ADMX, ADML).",
    mixinStandardHelpOptions = true)
final class TemplateCommands {

  private static final String DOMAIN = "/officePolicy/domain/templates";

  private final Access access;
  private final Terminal terminal;

  TemplateCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(
      description = "Say what is wrong in templates, by file, line and column.",
      mixinStandardHelpOptions = true)
  int check(
      @Mixin FormatOption options,
      @Parameters(
              arity = "1..*",
              paramLabel = "FILE",
              description =
                  "NAME.admx, LANGUAGE/NAME.adml, or a folder PolicyDefinitions with all of them.")
          List<Path> files) {
    var findings = Templates.of(templates(files)).findings();
    Listing.of(
            findings.stream().map(TemplateCommands::json).toList(),
            "severity",
            "place",
            "what",
            "mend")
        .print(options.format, terminal);
    var errors = findings.stream().filter(Finding::isError).count();
    terminal.say("%d errors, %d warnings.".formatted(errors, findings.size() - errors));
    return (errors == 0 ? ExitCode.DONE : ExitCode.USAGE).number();
  }

  private static JsonNode json(Finding finding) {
    var place = finding.place();
    var json =
        Api.object()
            .put("severity", Choices.label(finding.severity()))
            .put("place", place.file())
            .put("file", place.file());
    if (place instanceof Place.AtLine(var file, var line, var column)) {
      json.put("place", "%s:%d:%d".formatted(file, line, column))
          .put("line", line)
          .put("column", column);
    }
    return json.put("what", finding.what()).put("mend", finding.mend());
  }

  @Command(
      description = {
        "Show the policy as the policy editor does: path, name, explanation, key and values.",
        "",
        "Show LinkedIn features in Office applications is found in Microsoft's office16.admx by"
            + " what it writes. --all shows every policy of the templates."
      },
      mixinStandardHelpOptions = true)
  int show(
      @Mixin FormatOption options,
      @Parameters(arity = "0..*", paramLabel = "FILE", description = "As of check. Default: ours.")
          List<Path> files,
      @Option(
              names = "--language",
              paramLabel = "LANGUAGE",
              defaultValue = "en-US",
              description = "Such as nl-NL; what is not there in it, in the next best.")
          String language,
      @Option(names = "--all", description = "Every policy, not only the one about LinkedIn.")
          boolean all) {
    var templates = Templates.of(templatesOrOurs(files));
    if (all) {
      Listing.of(
              templates.policies().stream()
                  .<JsonNode>map(it -> json(templates, it, language))
                  .toList(),
              "class",
              "path",
              "displayName",
              "key",
              "valueName")
          .print(options.format, terminal);
      return ExitCode.DONE.number();
    }
    var policy =
        templates
            .officeLinkedIn()
            .or(() -> templates.policy(EntentePolicy.NAME))
            .orElseThrow(
                () ->
                    new Trouble(
                        ExitCode.USAGE,
                        "No policy in these templates is about LinkedIn in Office.",
                        "",
                        "Give Microsoft's office16.admx with its ADML files; --all shows what there"
                            + " is."));
    Listing.ofOne(
            json(templates, policy, language),
            "class",
            "path",
            "displayName",
            "language",
            "explainText",
            "supportedOn",
            "key",
            "valueName",
            "enabled",
            "disabled")
        .print(options.format, terminal);
    return ExitCode.DONE.number();
  }

  private static ObjectNode json(Templates templates, Policy policy, String language) {
    var described = templates.describe(policy, language);
    var json =
        Api.object()
            .put("name", policy.name().toString())
            .put("class", policy.policyClass().name().toLowerCase(Locale.ROOT))
            .put("path", String.join(" › ", described.path()))
            .put("displayName", described.displayName())
            .put("language", described.language())
            .put("key", policy.key())
            .put("enabled", writes(policy.enabled()))
            .put("disabled", writes(policy.disabled()));
    policy.valueName().ifPresent(it -> json.put("valueName", it));
    described.explainText().ifPresent(it -> json.put("explainText", it));
    described.supportedOn().ifPresent(it -> json.put("supportedOn", it));
    return json;
  }

  private static String writes(List<Policy.Write> writes) {
    return writes.stream()
        .map(it -> "%s\\%s = %s".formatted(it.key(), it.valueName(), it.value()))
        .collect(Collectors.joining("; "));
  }

  @Command(
      description = {
        "Copy templates into a central store.",
        "",
        "DIR is a folder PolicyDefinitions that exists, here or mounted. Only what is newer is"
            + " copied, never half a file, texts before the template that wants them. Done again, it"
            + " copies nothing."
      },
      mixinStandardHelpOptions = true)
  int install(
      @Mixin FormatOption options,
      @Parameters(index = "0", paramLabel = "DIR", description = "The central store.") Path folder,
      @Parameters(
              index = "1..*",
              arity = "0..*",
              paramLabel = "FILE",
              description = "As of check. Default: ours.")
          List<Path> files,
      @Mixin Approvals approvals,
      @Option(names = "--dry-run", description = "Say what would be copied; change nothing.")
          boolean dryRun) {
    if (!Files.isDirectory(folder)) {
      throw new Trouble(
          ExitCode.USAGE, "There is no such folder.", folder.toString(), "Make it first.");
    }
    var wanted = templatesOrOurs(files);
    try {
      var store = new CentralStore(new LocalStore(folder));
      var plan = store.plan(wanted, approvals.templates());
      show(plan, options);
      return (dryRun ? ExitCode.DONE : copied(store.copy(wanted, plan))).number();
    } catch (IOException e) {
      throw LocalFiles.unusable(folder, "used as a central store", e);
    }
  }

  private void show(StorePlan plan, FormatOption options) {
    Listing.of(
            plan.steps().stream().map(TemplateCommands::json).toList(),
            "file",
            "comparison",
            "copied",
            "revision",
            "stored")
        .print(options.format, terminal);
    plan.missing()
        .forEach(
            it ->
                terminal.say(
                    "%s stays, and is not of the edition of its template that is copied."
                        .formatted(it)));
  }

  private static JsonNode json(StorePlan.Step step) {
    var json =
        Api.object()
            .put("file", step.name().toString())
            .put("comparison", Choices.label(step.comparison()))
            .put("copied", step.comparison().copied())
            .put("revision", step.revision().toString());
    step.stored().ifPresent(it -> json.put("stored", it.toString()));
    return json;
  }

  private ExitCode copied(StoreReport report) {
    report
        .failure()
        .ifPresent(it -> terminal.say("%s was not copied: %s".formatted(it.name(), it.said())));
    return copied(report.copied().size(), report.left().size());
  }

  private ExitCode copied(int copied, int left) {
    terminal.say("%d files copied, %d left.".formatted(copied, left));
    return left == 0 ? ExitCode.DONE : ExitCode.PARTLY_DONE;
  }

  @Command(
      description = {
        "Show what copying templates into the organisation's domain would do; change nothing.",
        "",
        "The server copies them into the central store on the domain's SYSVOL."
      },
      mixinStandardHelpOptions = true)
  int plan(
      @Mixin ApiOptions options,
      @Parameters(arity = "0..*", paramLabel = "FILE", description = "As of check. Default: ours.")
          List<Path> files,
      @Mixin Approvals approvals) {
    planned(options, files, approvals);
    return ExitCode.DONE.number();
  }

  @Command(
      description = "Copy templates into the organisation's domain, after a look at the plan.",
      mixinStandardHelpOptions = true)
  int copy(
      @Mixin ApiOptions options,
      @Parameters(arity = "0..*", paramLabel = "FILE", description = "As of check. Default: ours.")
          List<Path> files,
      @Mixin Approvals approvals,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    var planned = planned(options, files, approvals);
    var unapproved = planned.list("unapproved").stream().map(JsonNode::asString).toList();
    if (!unapproved.isEmpty()) {
      throw new Trouble(
          ExitCode.USAGE,
          "Nothing was copied: the domain has other content of the same revision.",
          String.join(", ", unapproved),
          "Compare the files, then repeat the command with --approve for each of them, or leave"
              + " their templates out.");
    }
    return planned.carryOut("copy", yes, terminal).map(this::copied).orElse(ExitCode.DONE).number();
  }

  private DomainPlan planned(ApiOptions options, List<Path> files, Approvals approvals) {
    var wanted = Api.object();
    if (!isOurs(files)) {
      wanted.put(
          "archive", Base64.getEncoder().encodeToString(TemplateArchive.write(templates(files))));
    }
    approvals.templates().forEach(it -> wanted.withArray("approved").add(it.toString()));
    var planned = DomainPlan.ask(access.entente(options), DOMAIN, wanted);
    Listing.ofOne(planned.plan(), "isEmpty", "unapproved", "missing")
        .printWith(
            Listing.of(
                planned.list("files"),
                "name",
                "comparison",
                "copied",
                "revision",
                "storedRevision"),
            options.format,
            terminal);
    return planned;
  }

  private ExitCode copied(JsonNode report) {
    var failure = report.path("failure");
    if (failure.isObject()) {
      terminal.say(
          "%s was not copied: %s"
              .formatted(failure.path("name").asString(""), failure.path("message").asString("")));
    }
    return copied(report.path("copied").size(), report.path("left").size());
  }

  /** What an administrator has compared and wants all the same. */
  static final class Approvals {

    @Option(
        names = "--approve",
        paramLabel = "NAME",
        description = {
          "Copy this file though the store has other content of the same revision, such as"
              + " nl-NL/office16.adml. Repeat it for each."
        })
    List<String> names = new ArrayList<>();

    Set<TemplateName> templates() {
      return names.stream().map(TemplateName::parse).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Map<TemplateName, byte[]> templatesOrOurs(List<Path> files) {
    return isOurs(files) ? EntentePolicy.files() : templates(files);
  }

  /** Where nobody gives a file, picocli gives no list. */
  private static boolean isOurs(@Nullable List<Path> files) {
    return files == null || files.isEmpty();
  }

  /** The templates by their names in a folder {@code PolicyDefinitions}. */
  private static Map<TemplateName, byte[]> templates(List<Path> paths) {
    var templates = new TreeMap<TemplateName, byte[]>();
    for (var path : paths) {
      if (Files.isDirectory(path)) {
        for (var file : within(path)) {
          put(templates, path.relativize(file).toString(), file);
        }
      } else {
        put(templates, nameOf(path), path);
      }
    }
    return templates;
  }

  private static void put(Map<TemplateName, byte[]> templates, String name, Path file) {
    if (templates.put(TemplateName.parse(name), LocalFiles.read(file)) != null) {
      throw new Trouble(
          ExitCode.USAGE,
          "Two files are called %s.".formatted(name),
          file.toString(),
          "Give one of them.");
    }
  }

  /** The ADMX files of a folder, and the ADML files one level below it. */
  private static List<Path> within(Path folder) {
    try (var found = Files.walk(folder, 2)) {
      return found
          .filter(Files::isRegularFile)
          .filter(
              it ->
                  it.toString()
                      .toLowerCase(Locale.ROOT)
                      .endsWith(folder.relativize(it).getNameCount() == 1 ? ".admx" : ".adml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw LocalFiles.unusable(folder, "read", e);
    }
  }

  /** A folder's name is the language of the texts in it. */
  private static String nameOf(Path file) {
    var absolute = file.toAbsolutePath();
    var names = absolute.getNameCount();
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".adml") && names > 1
        ? absolute.subpath(names - 2, names).toString()
        : String.valueOf(absolute.getFileName());
  }
}
