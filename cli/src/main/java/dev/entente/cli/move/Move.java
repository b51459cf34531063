package dev.entente.cli.move;

import dev.entente.cli.api.Answer;
import dev.entente.cli.api.Api;
import dev.entente.cli.api.Batch;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.move.UserList.Row;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Terminal;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The people of a list into a group, by Microsoft Graph's calls: {@code members@odata.bind} of
 * twenty, twenty of these in a batch. Binding is all or nothing, so the people of one that is
 * refused are added one by one, and each that is refused then has its own reason.
 *
 * <p>Who is a member already is asked first: done again, a move writes nothing.
 */
public final class Move {

  private static final int BOUND_AT_ONCE = 20;
  private static final Set<Integer> HOPELESS = Set.of(401, 403);

  private final Api api;
  private final UUID group;
  private final Journal journal;
  private final Progress progress;
  private final Map<UUID, Row> waiting = new LinkedHashMap<>();
  private final Map<UUID, Answer> refused = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int added;
  private int alreadyMembers;
  private int duplicates;

  /**
   * What to do.
   *
   * @param file as the user calls it
   */
  public record Order(Path file, JsonNode group, boolean isDryRun, boolean isVerbose) {}

  private Move(Api api, UUID group, Journal journal, Progress progress) {
    this.api = api;
    this.group = group;
    this.journal = journal;
    this.progress = progress;
  }

  /** Does it, going on where one that was killed has stopped. */
  public static Report of(Order order, Api api, Terminal terminal) {
    var bytes = read(order.file());
    var users = UserList.read(order.file().toString(), bytes);
    var group = staticGroup(order.group());
    var state = terminal.state().resolve("moves");
    try (var journal = Journal.open(state, Journal.nameOf(api.base(), group, bytes));
        var progress = Progress.of(terminal, users.rows().size(), order.isVerbose())) {
      if (!journal.added().isEmpty()) {
        terminal.say("Going on after %d people.".formatted(journal.added().size()));
      }
      var report = new Move(api, group, journal, progress).run(users, order.isDryRun());
      if (!order.isDryRun() || journal.added().isEmpty()) {
        journal.delete();
      }
      return report;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException _) {
      throw new Trouble(
          ExitCode.USAGE, "The file cannot be read.", file.toString(), "Check --csv.");
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

  private Report run(UserList users, boolean isDryRun) {
    failures.addAll(users.unreadable());
    duplicates = users.duplicates();
    var members = members();
    members.addAll(journal.added());
    sortOut(users.rows(), members);
    if (isDryRun) {
      waiting.values().forEach(it -> report(it, new Outcome.WouldBeAdded()));
    } else {
      bindAll();
      judgeRefused();
    }
    return new Report(added, alreadyMembers, duplicates, failures);
  }

  private Set<UUID> members() {
    Set<UUID> members = new HashSet<>();
    for (var member : api.all("/groups/%s/members?$select=id&$top=999".formatted(group))) {
      Lookup.guid(member.path("id").asString("")).ifPresent(members::add);
    }
    return members;
  }

  /** Who has to be added; the others have their outcome now. */
  private void sortOut(List<Row> rows, Set<UUID> members) {
    var ids = idsOf(rows);
    Set<UUID> seen = new HashSet<>();
    for (var row : rows) {
      switch (Objects.requireNonNull(ids.get(row.user()))) {
        case Found.Nobody(var reason) -> report(row, new Outcome.Failed(reason));
        case Found.Person(var id) when !seen.add(id) -> duplicates++;
        case Found.Person(var id) when members.contains(id) ->
            report(row, new Outcome.AlreadyMember());
        case Found.Person(var id) -> waiting.put(id, row);
      }
    }
  }

  private sealed interface Found {
    record Person(UUID id) implements Found {}

    record Nobody(String reason) implements Found {}
  }

  private Map<UserRef, Found> idsOf(List<Row> rows) {
    Map<UserRef, Found> ids = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (var row : rows) {
      switch (row.user()) {
        case UserRef.ById(var id) -> ids.put(row.user(), new Found.Person(id));
        case UserRef.ByName(var name) ->
            journal
                .found(name)
                .ifPresentOrElse(
                    id -> ids.put(row.user(), new Found.Person(id)), () -> names.add(name));
      }
    }
    for (var some : inPortions(names, Batch.LIMIT)) {
      find(some).forEach((name, found) -> ids.put(new UserRef.ByName(name), found));
    }
    return ids;
  }

  /** By user principal name, and those whom nobody is called by e-mail address. */
  private Map<String, Found> find(List<String> names) {
    var found = find("userPrincipalName", names);
    var unknown = names.stream().filter(it -> found.get(it) instanceof Found.Nobody).toList();
    found.putAll(find("mail", unknown));
    Map<String, UUID> people = new HashMap<>();
    found.forEach(
        (name, it) -> {
          if (it instanceof Found.Person(var id)) {
            people.put(name, id);
          }
        });
    journal.found(people);
    return found;
  }

  private Map<String, Found> find(String property, List<String> names) {
    var calls =
        names.stream().map(it -> Call.get(Lookup.usersWith(property, it) + "&$select=id")).toList();
    var answers = Batch.send(api, calls);
    Map<String, Found> found = new HashMap<>();
    for (var index = 0; index < names.size(); index++) {
      var answer = answers.get(index);
      if (!answer.isSuccess()) {
        throw answer.trouble(calls.get(index));
      }
      found.put(names.get(index), theOne(answer.body().path("value")));
    }
    return found;
  }

  private static Found theOne(JsonNode people) {
    return switch (people.size()) {
      case 0 -> new Found.Nobody("Nobody has this user principal name or e-mail address.");
      case 1 ->
          Lookup.guid(people.get(0).path("id").asString(""))
              .<Found>map(Found.Person::new)
              .orElseGet(() -> new Found.Nobody("The directory gave no id for this person."));
      default ->
          new Found.Nobody(
              "%d people have this e-mail address; give the id.".formatted(people.size()));
    };
  }

  private void bindAll() {
    var bindings = inPortions(List.copyOf(waiting.keySet()), BOUND_AT_ONCE);
    for (var batch : inPortions(bindings, Batch.LIMIT)) {
      var calls = batch.stream().map(this::binding).toList();
      var answers = Batch.send(api, calls);
      List<UUID> bound = new ArrayList<>();
      List<UUID> unbound = new ArrayList<>();
      for (var index = 0; index < batch.size(); index++) {
        stopIfHopeless(answers.get(index), calls.get(index));
        (answers.get(index).isSuccess() ? bound : unbound).addAll(batch.get(index));
      }
      haveBeenAdded(bound);
      inPortions(unbound, Batch.LIMIT).forEach(this::addOneByOne);
    }
  }

  private void addOneByOne(List<UUID> people) {
    var calls = people.stream().map(this::reference).toList();
    var answers = Batch.send(api, calls);
    List<UUID> bound = new ArrayList<>();
    for (var index = 0; index < people.size(); index++) {
      var answer = answers.get(index);
      stopIfHopeless(answer, calls.get(index));
      if (answer.isSuccess()) {
        bound.add(people.get(index));
      } else {
        refused.put(people.get(index), answer);
      }
    }
    haveBeenAdded(bound);
  }

  private Call binding(List<UUID> people) {
    var body = Api.object();
    var references = body.putArray("members@odata.bind");
    people.forEach(it -> references.add(address(it)));
    return Call.patch("/groups/" + group, body);
  }

  private Call reference(UUID person) {
    return Call.post(
        "/groups/%s/members/$ref".formatted(group), Api.object().put("@odata.id", address(person)));
  }

  private String address(UUID person) {
    return api.base() + "/directoryObjects/" + person;
  }

  /** Without the right, or with a server that keeps us waiting, no other row would fare better. */
  private static void stopIfHopeless(Answer answer, Call call) {
    if (HOPELESS.contains(answer.status()) || answer.isTransient()) {
      throw answer.trouble(call);
    }
  }

  private void haveBeenAdded(List<UUID> people) {
    journal.added(people);
    people.forEach(it -> report(rowOf(it), new Outcome.Added()));
  }

  /**
   * Microsoft Graph answers 400 both for a member and for a bad reference, told apart by words
   * only; so the group is asked who has come to be in it meanwhile.
   */
  private void judgeRefused() {
    if (refused.isEmpty()) {
      return;
    }
    var members = members();
    refused.forEach(
        (person, answer) ->
            report(
                rowOf(person),
                members.contains(person)
                    ? new Outcome.AlreadyMember()
                    : new Outcome.Failed(reason(answer))));
  }

  private static String reason(Answer answer) {
    return answer.status() == 404
        ? "The directory knows nobody with this id."
        : "%s (%d %s)"
            .formatted(answer.message(), answer.status(), answer.code())
            .replace(" )", ")");
  }

  private Row rowOf(UUID person) {
    return Objects.requireNonNull(waiting.get(person));
  }

  private void report(Row row, Outcome outcome) {
    switch (outcome) {
      case Outcome.Added _, Outcome.WouldBeAdded _ -> added++;
      case Outcome.AlreadyMember _ -> alreadyMembers++;
      case Outcome.Failed(var reason) ->
          failures.add(new Failure(row.line(), row.user().toString(), reason));
    }
    progress.row(row, outcome);
  }

  private static <T> List<List<T>> inPortions(List<T> all, int size) {
    List<List<T>> portions = new ArrayList<>();
    for (var from = 0; from < all.size(); from += size) {
      portions.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return portions;
  }
}
