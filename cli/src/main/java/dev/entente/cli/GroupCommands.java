package dev.entente.cli;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Listing;
import dev.entente.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Groups and their members. */
@Command(name = "group", description = "Groups and their members.", mixinStandardHelpOptions = true)
final class GroupCommands {

  private static final String[] COLUMNS = {
    "id", "displayName", "mail", "securityEnabled", "groupTypes"
  };

  private final Access access;
  private final Terminal terminal;

  GroupCommands(Access access, Terminal terminal) {
    this.access = access;
    this.terminal = terminal;
  }

  @Command(description = "List groups.", mixinStandardHelpOptions = true)
  int list(@Mixin ApiOptions options, @Mixin StartingWith wanted) {
    Listing.of(access.entente(options).all(wanted.of("/groups")), COLUMNS)
        .print(options.format, terminal);
    return ExitCode.DONE.number();
  }

  @Command(description = "Show a group.", mixinStandardHelpOptions = true)
  int show(
      @Mixin ApiOptions options,
      @Parameters(paramLabel = "GROUP", description = "By id or name.") String group) {
    print(Lookup.group(access.entente(options), group), options);
    return ExitCode.DONE.number();
  }

  @Command(description = "Create a security group.", mixinStandardHelpOptions = true)
  int create(
      @Mixin ApiOptions options,
      @Parameters(paramLabel = "NAME", description = "What to call it.") String name,
      @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
          Optional<String> description) {
    var group =
        Api.object()
            .put("displayName", name)
            .put("mailEnabled", false)
            .put("mailNickname", nickname(name))
            .put("securityEnabled", true);
    description.ifPresent(it -> group.put("description", it));
    print(access.entente(options).ask(Call.post("/groups", group)), options);
    return ExitCode.DONE.number();
  }

  /** Microsoft Graph requires one, of ASCII, even where there is no mail. */
  private static String nickname(String name) {
    var plain = name.replaceAll("[^A-Za-z0-9]", "");
    return plain.isEmpty() ? "group" : plain.substring(0, Math.min(plain.length(), 64));
  }

  private void print(JsonNode group, ApiOptions options) {
    Listing.ofOne(group, COLUMNS).print(options.format, terminal);
  }

  /** Who is in a group. */
  @Command(name = "members", description = "Members of a group.", mixinStandardHelpOptions = true)
  static final class Members {

    private final Access access;
    private final Terminal terminal;

    Members(Access access, Terminal terminal) {
      this.access = access;
      this.terminal = terminal;
    }

    @Command(description = "List members.", mixinStandardHelpOptions = true)
    int list(
        @Mixin ApiOptions options,
        @Parameters(paramLabel = "GROUP", description = "By id or name.") String group,
        @Option(names = "--transitive", description = "Members of nested groups as well.")
            boolean transitive) {
      var api = access.entente(options);
      var path = transitive ? "/groups/%s/transitiveMembers" : "/groups/%s/members";
      Listing.of(
              api.all(path.formatted(idOf(api, group)) + "?$top=999"),
              "@odata.type",
              "id",
              "displayName",
              "userPrincipalName")
          .print(options.format, terminal);
      return ExitCode.DONE.number();
    }

    @Command(description = "Add people to a group.", mixinStandardHelpOptions = true)
    int add(
        @Mixin ApiOptions options,
        @Parameters(index = "0", paramLabel = "GROUP", description = "By id or name.") String group,
        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "USER",
                description = "By id, user principal name or e-mail address.")
            List<String> users) {
      var api = access.entente(options);
      return forEach(
          api,
          group,
          users,
          (groupId, user) ->
              Call.post(
                  "/groups/%s/members/$ref".formatted(groupId),
                  Api.object().put("@odata.id", api.base() + "/directoryObjects/" + user)));
    }

    @Command(description = "Remove people from a group.", mixinStandardHelpOptions = true)
    int remove(
        @Mixin ApiOptions options,
        @Parameters(index = "0", paramLabel = "GROUP", description = "By id or name.") String group,
        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "USER",
                description = "By id, user principal name or e-mail address.")
            List<String> users) {
      return forEach(
          access.entente(options),
          group,
          users,
          (groupId, user) -> Call.delete("/groups/%s/members/%s/$ref".formatted(groupId, user)));
    }

    /** All of them are looked up before anything is changed. */
    private int forEach(
        Api api, String group, List<String> users, BiFunction<String, String, Call> call) {
      var groupId = idOf(api, group);
      var people = users.stream().map(it -> Lookup.user(api, it)).toList();
      for (var person : people) {
        api.answer(call.apply(groupId, person.path("id").asString("")));
        terminal.say("%s: done".formatted(person.path("userPrincipalName").asString("")));
      }
      return ExitCode.DONE.number();
    }

    private static String idOf(Api api, String group) {
      return Lookup.group(api, group).path("id").asString("");
    }
  }
}
