package dev.entente.cli.move;

import dev.entente.cli.api.Answer;
import dev.entente.cli.api.Api;
import dev.entente.cli.api.Batch;
import dev.entente.cli.api.Call;
import dev.entente.cli.move.UserList.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Microsoft Graph's way: {@code members@odata.bind} of twenty, twenty of these in a batch. Binding
 * is all or nothing, so the people of one that is refused are added one by one, and each that is
 * refused then has its own reason.
 *
 * <p>Who is a member already is asked first: done again, it writes nothing.
 */
final class Binding implements Adding {

  private static final int BOUND_AT_ONCE = 20;
  private static final Set<Integer> HOPELESS = Set.of(401, 403);

  private final Api api;
  private final UUID group;
  private final Lookups lookups;
  private final Tally tally;
  private final Map<UUID, Row> waiting = new LinkedHashMap<>();
  private final Map<UUID, Answer> refused = new LinkedHashMap<>();

  Binding(Api api, UUID group, Lookups lookups, Tally tally) {
    this.api = api;
    this.group = group;
    this.lookups = lookups;
    this.tally = tally;
  }

  @Override
  public void add(List<Row> rows) {
    waiting.putAll(lookups.sortOut(rows, tally));
    bindAll();
    judgeRefused();
  }

  private void bindAll() {
    var bindings = Portions.of(List.copyOf(waiting.keySet()), BOUND_AT_ONCE);
    for (var batch : Portions.of(bindings, Batch.LIMIT)) {
      var calls = batch.stream().map(this::binding).toList();
      var answers = Batch.send(api, calls);
      List<UUID> bound = new ArrayList<>();
      List<UUID> unbound = new ArrayList<>();
      for (var index = 0; index < batch.size(); index++) {
        stopIfHopeless(answers.get(index), calls.get(index));
        (answers.get(index).isSuccess() ? bound : unbound).addAll(batch.get(index));
      }
      haveBeenAdded(bound);
      Portions.of(unbound, Batch.LIMIT).forEach(this::addOneByOne);
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
    people.forEach(it -> tally.report(rowOf(it), new Outcome.Added()));
  }

  /**
   * Microsoft Graph answers 400 both for a member and for a bad reference, told apart by words
   * only; so the group is asked who has come to be in it meanwhile.
   */
  private void judgeRefused() {
    if (refused.isEmpty()) {
      return;
    }
    var members = lookups.members();
    refused.forEach(
        (person, answer) ->
            tally.report(
                rowOf(person),
                members.contains(person)
                    ? new Outcome.AlreadyMember()
                    : new Outcome.Failed(reason(answer))));
  }

  private static String reason(Answer answer) {
    return answer.status() == 404
        ? Outcome.UNKNOWN_ID
        : "%s (%d %s)"
            .formatted(answer.message(), answer.status(), answer.code())
            .replace(" )", ")");
  }

  private Row rowOf(UUID person) {
    return Objects.requireNonNull(waiting.get(person));
  }
}
