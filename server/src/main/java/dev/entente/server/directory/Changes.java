package dev.entente.server.directory;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The one way in which people, groups and memberships change: staged, then merged at once. */
@Component
class Changes {

  private final StagingStore staging;
  private final MergeStore merge;
  private final PassOverStore passOver;
  private final DynamicGroupStore dynamicGroups;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Changes(
      StagingStore staging,
      MergeStore merge,
      PassOverStore passOver,
      DynamicGroupStore dynamicGroups,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.staging = staging;
    this.merge = merge;
    this.passOver = passOver;
    this.dynamicGroups = dynamicGroups;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /** All of what a batch holds: changes to what is there, or everything that there is. */
  enum Extent {
    INCREMENTAL,
    FULL
  }

  /** See {@link Directory#lock}. */
  void lock(TenantId tenant) {
    transactions.requireOpen(tenant);
    merge.lock(tenant);
  }

  /** Stages, checks and merges changes whose members all have to be known. */
  DirectoryDelta apply(
      TenantId tenant, Owner owner, Extent extent, List<DirectoryChange> changes, Actor actor) {
    if (owner == Owner.ENTENTE) {
      changes.forEach(Changes::refuseFaultyRule);
    }
    return transactions.in(
        tenant,
        () -> {
          var batch = UUID.randomUUID();
          merge.lock(tenant);
          staging.stage(tenant, batch, changes);
          completeStaged(tenant, batch, owner, extent);
          refuseForeign(tenant, batch, owner);
          refuseFaultyNames(tenant, batch);
          var delta = mergeStaged(tenant, batch, owner);
          refuseUnknownMembers(tenant, batch);
          return published(tenant, batch, owner, actor, delta);
        });
  }

  /**
   * Merges what the pages of a run have staged. Members that nobody knows do not count, and what
   * {@link #apply} refuses of people and groups is passed over, so that it does not stop the
   * others.
   */
  DirectoryDelta merge(TenantId tenant, UUID batch, Owner owner, Extent extent, Actor actor) {
    transactions.requireOpen(tenant);
    merge.lock(tenant);
    completeStaged(tenant, batch, owner, extent);
    passOver.forgetMended(tenant, batch);
    passOver.passOverForeign(tenant, batch, owner);
    passOver.passOverTooLong(tenant, batch);
    passOver.passOverContested(tenant, batch);
    var delta = mergeStaged(tenant, batch, owner);
    return published(tenant, batch, owner, actor, delta);
  }

  private void completeStaged(TenantId tenant, UUID batch, Owner owner, Extent extent) {
    if (extent == Extent.FULL) {
      merge.stageAbsent(tenant, batch, owner);
    }
    merge.countStaged(tenant, batch);
    passOver.cutOtherTexts(tenant, batch);
  }

  private DirectoryDelta mergeStaged(TenantId tenant, UUID batch, Owner owner) {
    var merged = merge.merge(tenant, batch, owner);
    return merged.withMembers(dynamicGroups.evaluate(tenant, batch));
  }

  private static void refuseFaultyRule(DirectoryChange change) {
    if (change instanceof DirectoryChange.PutGroup(var group, _)) {
      group.membershipRule().ifPresent(MembershipRule::parse);
    }
  }

  private DirectoryDelta published(
      TenantId tenant, UUID batch, Owner owner, Actor actor, DirectoryDelta delta) {
    staging.clear(tenant, batch);
    if (!delta.isEmpty()) {
      events.publishEvent(new DirectoryChanged(tenant, actor, clock.instant(), owner, delta));
    }
    return delta;
  }

  private void refuseForeign(TenantId tenant, UUID batch, Owner owner) {
    merge
        .foreignPerson(tenant, batch, owner)
        .or(() -> merge.foreignGroup(tenant, batch, owner))
        .ifPresent(
            it -> {
              throw new Problem(
                  Problem.Code.CONFLICT,
                  "%s belongs to the source %s and is changed there."
                      .formatted(it.name(), it.owner().label()));
            });
  }

  private void refuseFaultyNames(TenantId tenant, UUID batch) {
    passOver
        .tooLong(tenant, batch)
        .ifPresent(
            it -> {
              throw new Problem(Problem.Code.INVALID_REQUEST, it + ".");
            });
    merge
        .contestedName(tenant, batch)
        .ifPresent(
            it -> {
              throw new Problem(
                  Problem.Code.CONFLICT,
                  "Two people would have the user principal name %s.".formatted(it),
                  "userPrincipalName");
            });
  }

  private void refuseUnknownMembers(TenantId tenant, UUID batch) {
    dynamicGroups
        .listed(tenant, batch)
        .ifPresent(
            it -> {
              throw new Problem(
                  Problem.Code.CONFLICT,
                  "%s is a dynamic group: its members follow its rule.".formatted(it),
                  "members");
            });
    merge
        .unknownGroup(tenant, batch)
        .ifPresent(
            it -> {
              throw invalid("There is no group %s in the directory.".formatted(it));
            });
    merge
        .unknownPerson(tenant, batch)
        .ifPresent(
            it -> {
              throw invalid("There is no user %s in the directory.".formatted(it));
            });
    merge
        .impossibleNest(tenant, batch)
        .ifPresent(
            it -> {
              throw invalid("%s is a Microsoft 365 group, and these do not nest.".formatted(it));
            });
  }

  private static Problem invalid(String message) {
    return new Problem(Problem.Code.INVALID_REQUEST, message, "members");
  }
}
