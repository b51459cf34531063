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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Who is meant by the rows, and who of them is in the group already; asks, and changes nothing. */
final class Lookups {

  /** What Microsoft Graph takes in an {@code in}. */
  private static final int VALUES_AT_ONCE = 15;

  private final Api api;
  private final UUID group;

  Lookups(Api api, UUID group) {
    this.api = api;
    this.group = group;
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

  /**
   * What a move would make of the rows. An unknown id fails when it is added, so here it has to be
   * looked up.
   */
  void rehearse(List<Row> rows, Tally tally) {
    var waiting = sortOut(rows, tally);
    var ids = new ArrayList<String>();
    waiting.forEach(
        (id, row) -> {
          if (row.user() instanceof UserRef.ById) {
            ids.add(id.toString());
          }
        });
    var unknown = new HashSet<>(ids);
    unknown.removeAll(peopleBy("id", ids).keySet());
    waiting.forEach(
        (id, row) ->
            tally.report(
                row,
                unknown.contains(id.toString())
                    ? new Outcome.Failed(Outcome.UNKNOWN_ID)
                    : new Outcome.WouldBeAdded()));
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
        case UserRef.ByName(var name) -> names.add(name);
      }
    }
    var byPrincipalName = peopleBy("userPrincipalName", names);
    var others = names.stream().filter(it -> !byPrincipalName.containsKey(it)).toList();
    var byMail = peopleBy("mail", others);
    names.forEach(
        it ->
            ids.put(
                new UserRef.ByName(it),
                theOne(byPrincipalName.getOrDefault(it, byMail.getOrDefault(it, List.of())))));
    return ids;
  }

  /** The people that each value belongs to; one that is nobody's is absent. */
  private Map<String, List<JsonNode>> peopleBy(String property, List<String> values) {
    Map<String, List<JsonNode>> people = new HashMap<>();
    var calls =
        Portions.of(values, VALUES_AT_ONCE).stream()
            .map(
                it ->
                    Call.get(
                        Lookup.usersWith(property, it)
                            + "&$top=999&$select=id,userPrincipalName,mail"))
            .toList();
    for (var batch : Portions.of(calls, Batch.LIMIT)) {
      var answers = Batch.send(api, batch);
      for (var index = 0; index < batch.size(); index++) {
        var answer = answers.get(index);
        if (!answer.isSuccess()) {
          throw answer.trouble(batch.get(index));
        }
        for (var person : answer.body().path("value")) {
          var value = person.path(property).asString("").toLowerCase(Locale.ROOT);
          people.computeIfAbsent(value, _ -> new ArrayList<>()).add(person);
        }
      }
    }
    return people;
  }

  private static Found theOne(List<JsonNode> people) {
    return switch (people.size()) {
      case 0 -> new Found.Nobody(Outcome.UNKNOWN_NAME);
      case 1 ->
          Lookup.guid(people.getFirst().path("id").asString(""))
              .<Found>map(Found.Person::new)
              .orElseGet(() -> new Found.Nobody("The directory gave no id for this person."));
      default ->
          new Found.Nobody(
              "%d people have this e-mail address; give the id.".formatted(people.size()));
    };
  }
}
