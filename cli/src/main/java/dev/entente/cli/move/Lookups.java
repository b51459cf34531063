package dev.entente.cli.move;

import dev.entente.cli.api.Api;
import dev.entente.cli.api.Batch;
import dev.entente.cli.api.Call;
import dev.entente.cli.api.Lookup;
import dev.entente.cli.move.UserList.Row;
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

/** Who is meant by the rows, and who of them is in the group already; asks, and changes nothing. */
final class Lookups {

  private final Api api;
  private final UUID group;
  private final Journal journal;

  Lookups(Api api, UUID group, Journal journal) {
    this.api = api;
    this.group = group;
    this.journal = journal;
  }

  Set<UUID> members() {
    Set<UUID> members = new HashSet<>();
    for (var member : api.all("/groups/%s/members?$select=id&$top=999".formatted(group))) {
      Lookup.guid(member.path("id").asString("")).ifPresent(members::add);
    }
    return members;
  }

  /** Who has to be added; the others have their outcome now. */
  Map<UUID, Row> sortOut(List<Row> rows, Tally tally) {
    var members = members();
    members.addAll(journal.added());
    var ids = idsOf(rows);
    Set<UUID> seen = new HashSet<>();
    Map<UUID, Row> waiting = new LinkedHashMap<>();
    for (var row : rows) {
      switch (Objects.requireNonNull(ids.get(row.user()))) {
        case Found.Nobody(var reason) -> tally.report(row, new Outcome.Failed(reason));
        case Found.Person(var id) when !seen.add(id) -> tally.duplicate();
        case Found.Person(var id) when members.contains(id) ->
            tally.report(row, new Outcome.AlreadyMember());
        case Found.Person(var id) -> waiting.put(id, row);
      }
    }
    return waiting;
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
    for (var some : Portions.of(names, Batch.LIMIT)) {
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
      case 0 -> new Found.Nobody(Outcome.UNKNOWN_NAME);
      case 1 ->
          Lookup.guid(people.get(0).path("id").asString(""))
              .<Found>map(Found.Person::new)
              .orElseGet(() -> new Found.Nobody("The directory gave no id for this person."));
      default ->
          new Found.Nobody(
              "%d people have this e-mail address; give the id.".formatted(people.size()));
    };
  }
}
