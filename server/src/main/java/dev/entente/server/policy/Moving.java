package dev.entente.server.policy;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Owner;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Does a {@link Move}, batch by batch, each in a transaction of its own with how far it is: it may
 * be killed at any moment and goes on where it was.
 */
@Component
class Moving {

  /** So many names in one transaction, which keeps other changes of the directory waiting. */
  static final int BATCH = 1_000;

  private final MoveStore store;
  private final Policies policies;
  private final Directory directory;
  private final TenantTransactions transactions;
  private final Clock clock;

  Moving(
      MoveStore store,
      Policies policies,
      Directory directory,
      TenantTransactions transactions,
      Clock clock) {
    this.store = store;
    this.policies = policies;
    this.directory = directory;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** With its first batch, and where that is all of it, to its end. */
  Move begun(TenantId tenant, Move move) {
    transactions.requireOpen(tenant);
    var first = next(tenant, move);
    var begun = first.isUnderWay() && first.done() < BATCH ? next(tenant, first) : first;
    store.save(tenant, begun);
    return begun;
  }

  /**
   * The next batch, or what follows the last one.
   *
   * @return whether there is more to do
   */
  boolean goOn(TenantId tenant, UUID id) {
    try {
      return transactions.in(
          tenant,
          () -> {
            directory.lock(tenant);
            var next = underWay(tenant, id).map(it -> next(tenant, it));
            next.ifPresent(it -> store.save(tenant, it));
            return next.filter(Move::isUnderWay).isPresent();
          });
    } catch (Problem refusal) {
      stop(tenant, id, refusal.message());
      return false;
    }
  }

  /** Whoever was moved before stays so. */
  void stop(TenantId tenant, UUID id, String refusal) {
    transactions.run(
        tenant,
        () ->
            underWay(tenant, id)
                .map(it -> it.finished(clock.instant(), Optional.of(refusal)))
                .ifPresent(it -> store.save(tenant, it)));
  }

  private Optional<Move> underWay(TenantId tenant, UUID id) {
    return store.latest(tenant).filter(it -> it.id().equals(id)).filter(Move::isUnderWay);
  }

  private Move next(TenantId tenant, Move move) {
    var names = policies.listedPeople(tenant, move.through(), BATCH);
    return names.isEmpty() ? ended(tenant, move) : movedOn(tenant, move, names);
  }

  private Move movedOn(TenantId tenant, Move move, List<String> names) {
    var people = directory.peopleByPrincipalName(tenant, names);
    var members =
        new DirectoryChange.AddMembers(move.group(), List.copyOf(people.values()), List.of());
    var delta = directory.apply(tenant, Owner.ENTENTE, List.of(members), move.by());
    return move.after(
        names.getLast(), names.size(), delta.members().added(), names.size() - people.size());
  }

  private Move ended(TenantId tenant, Move move) {
    move.selectFromVersion()
        .ifPresent(
            version -> {
              refuseToLeaveBehind(move.unknown());
              policies.change(
                  tenant,
                  PolicyChange.to(new Audience.MembersOf(move.group())),
                  version,
                  move.by());
            });
    return move.finished(clock.instant(), Optional.empty());
  }

  /** Who cannot be moved would lose what they have. */
  static void refuseToLeaveBehind(int unknown) {
    if (unknown > 0) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "The setting is as it was: %d of the listed people are not in the directory and would lose what they have. %s"
              .formatted(
                  unknown,
                  "Bring them into the directory first, or move without selecting the group."),
          "select");
    }
  }
}
