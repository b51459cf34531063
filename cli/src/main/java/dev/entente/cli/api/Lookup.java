package dev.entente.cli.api;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One group or user, by id or by name. A name that several have is never guessed. */
public final class Lookup {

  private static final Pattern GUID =
      Pattern.compile("\\{?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})}?");

  private Lookup() {}

  /** In any case, with or without braces. */
  public static Optional<UUID> guid(String text) {
    var found = GUID.matcher(text);
    return found.matches() ? Optional.of(UUID.fromString(found.group(1))) : Optional.empty();
  }

  public static JsonNode group(Api api, String idOrName) {
    return guid(idOrName)
        .map(it -> api.ask(Call.get("/groups/" + it)))
        .orElseGet(
            () ->
                theOne(
                    api.all("/groups?$filter=displayName%20eq%20" + Call.literal(idOrName)),
                    "group",
                    idOrName));
  }

  public static JsonNode user(Api api, String idOrName) {
    return guid(idOrName)
        .map(it -> api.ask(Call.get("/users/" + it)))
        .orElseGet(() -> theOne(users(api, idOrName), "user", idOrName));
  }

  private static List<JsonNode> users(Api api, String name) {
    var byPrincipalName = api.all(usersWith("userPrincipalName", List.of(name)));
    return byPrincipalName.isEmpty() ? api.all(usersWith("mail", List.of(name))) : byPrincipalName;
  }

  /** The users whose property is one of these. */
  public static String usersWith(String property, List<String> values) {
    return values.stream()
        .map(Call::literal)
        .collect(Collectors.joining(",", "/users?$filter=%s%%20in%%20(".formatted(property), ")"));
  }

  private static JsonNode theOne(List<JsonNode> found, String kind, String name) {
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 ->
          throw new Trouble(
              ExitCode.REFUSED,
              "There is no %s called \"%s\".".formatted(kind, name),
              "",
              "Check the spelling, or give the id: entente %s list".formatted(kind));
      default ->
          throw new Trouble(
              ExitCode.REFUSED,
              "%d %ss are called \"%s\".".formatted(found.size(), kind, name),
              found.stream()
                  .map(it -> it.path("id").asString(""))
                  .collect(Collectors.joining(", ")),
              "Give the id of the one you mean.");
    };
  }
}
