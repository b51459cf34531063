package dev.entente.server.policy;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * The way of the older Selected list into a group (mission row M9). Nobody is connected by it: that
 * stays each person's own choice.
 */
@Service
public class Moves {

  private final MoveStore store;
  private final Moving moving;
  private final MoveSchedule schedule;
  private final Policies policies;
  private final Directory directory;
  private final TenantTransactions transactions;

  Moves(
      MoveStore store,
      Moving moving,
      MoveSchedule schedule,
      Policies policies,
      Directory directory,
      TenantTransactions transactions) {
    this.store = store;
    this.moving = moving;
    this.schedule = schedule;
    this.policies = policies;
    this.directory = directory;
    this.transactions = transactions;
  }

  /** The one that is under way, or the last one that was. */
  public Optional<Move> latest(TenantId tenant) {
    return transactions.in(tenant, () -> store.latest(tenant));
  }

  /**
   * Moves the first batch, so that what cannot be is refused at once and a short list is done, and
   * leaves the others to the schedule. While one is under way that one goes on and no other begins.
   * Done again, a move changes nothing.
   *
   * @param selectFromVersion the version of the setting that the administrator saw; empty to leave
   *     the setting alone
   * @throws Problem CONFLICT when the group is to be selected and someone on the list cannot be
   *     moved, who would lose what they have, or when the group's members cannot be changed;
   *     PRECONDITION_FAILED when the setting changed meanwhile
   */
  public Move begin(TenantId tenant, GroupId group, Optional<Long> selectFromVersion, Actor actor) {
    return transactions.in(
        tenant,
        () -> {
          directory.lock(tenant);
          return store
              .latest(tenant)
              .filter(Move::isUnderWay)
              .orElseGet(() -> begun(tenant, group, selectFromVersion, actor));
        });
  }

  private Move begun(
      TenantId tenant, GroupId group, Optional<Long> selectFromVersion, Actor actor) {
    selectFromVersion.ifPresent(it -> refuseUnlessSelectable(tenant, it));
    var total = policies.countListedPeople(tenant);
    var move = moving.begun(tenant, Move.of(group, selectFromVersion, total, actor));
    if (move.isUnderWay()) {
      schedule.goOn(tenant, move.id());
    }
    return move;
  }

  private void refuseUnlessSelectable(TenantId tenant, long version) {
    var policy = policies.of(tenant);
    if (policy.version() != version) {
      throw policies.changedMeanwhile(tenant, policy);
    }
    var names = policies.listedPeople(tenant);
    Moving.refuseToLeaveBehind(
        names.size() - directory.peopleByPrincipalName(tenant, names).size());
  }
}
