package dev.entente.server.policy;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.TenantPolicy.Changed;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Availability.Unavailable;
import dev.entente.server.tenant.Tenants;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Each tenant's policy: reading it, changing it, deciding by it. */
@Service
public class Policies {

  private final PolicyStore store;
  private final Tenants tenants;
  private final Directory directory;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Policies(
      PolicyStore store,
      Tenants tenants,
      Directory directory,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.tenants = tenants;
    this.directory = directory;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /** As it stands on the primary now. */
  public TenantPolicy of(TenantId tenant) {
    return transactions.in(tenant, () -> store.get(tenant));
  }

  /** The decision for a person with the policy it was made by, both of one moment. */
  public Ruling rule(TenantId tenant, UserId person) {
    var snapshot = transactions.in(tenant, () -> store.snapshot(tenant, person, clock.instant()));
    return new Ruling(snapshot.policy(), Decisions.decide(snapshot.policy(), snapshot.standing()));
  }

  /** A decision and the policy behind it. */
  public record Ruling(TenantPolicy policy, Decision decision) {}

  /** The people on the older Selected list, as user principal names (mission row M8). */
  public List<String> listedPeople(TenantId tenant) {
    return transactions.in(tenant, () -> store.listedPeople(tenant));
  }

  /** Those whose names come after this one, in the order of names. */
  public List<String> listedPeople(TenantId tenant, String after, int limit) {
    return transactions.in(tenant, () -> store.listedPeople(tenant, after, limit));
  }

  /** One page of them, from 1. */
  public List<String> pageOfListedPeople(TenantId tenant, int number, int size) {
    return transactions.in(tenant, () -> store.listedPeople(tenant, (number - 1) * size, size));
  }

  public int countListedPeople(TenantId tenant) {
    return transactions.in(tenant, () -> store.countListedPeople(tenant));
  }

  /**
   * Saves a change. A change to No withdraws everyone's consent in the same statement (mission row
   * M6); a change that changes nothing moves nothing.
   *
   * @param expectedVersion the version that the administrator saw
   * @throws Problem PRECONDITION_FAILED when it changed meanwhile; CONFLICT where the setting is
   *     not available; INVALID_REQUEST for an unknown group or the older Selected list
   */
  public TenantPolicy change(
      TenantId tenant, PolicyChange change, long expectedVersion, Actor actor) {
    return transactions.in(
        tenant,
        () -> {
          var before = store.lock(tenant, availability(tenant));
          if (before.version() != expectedVersion) {
            throw changedMeanwhile(tenant, before);
          }
          refuseUnlessPossible(tenant, before, change);
          var after = applied(before, change, new Changed(clock.instant(), actor));
          // Who saves a default as it stands has chosen it: it no longer follows the rollout.
          return before.chosen() && sameChoices(before, after)
              ? before
              : save(tenant, before, after);
        });
  }

  private TenantPolicy save(TenantId tenant, TenantPolicy before, TenantPolicy after) {
    var changed = after.changed();
    store.save(tenant, after);
    events.publishEvent(new PolicyChanged(tenant, changed.by(), changed.at(), before, after));
    return store.get(tenant);
  }

  /** What to tell whoever would change a version that is not the present one. */
  public Problem changedMeanwhile(TenantId tenant, TenantPolicy now) {
    return new Problem(
        Problem.Code.PRECONDITION_FAILED,
        "Nothing was saved, for %s changed the setting at %s, after you read it. It is now: %s. %s"
            .formatted(
                nameOf(tenant, now.changed().by()),
                now.changed().at().truncatedTo(ChronoUnit.SECONDS),
                inWords(tenant, now),
                "Read it again, then save what you still want."),
        "If-Match");
  }

  private String nameOf(TenantId tenant, Actor actor) {
    return switch (actor) {
      case Actor.Person(var id) ->
          directory.person(tenant, id).map(Person::displayName).orElse("somebody who has left");
      case Actor.Application(var clientId) -> "the application " + clientId;
      case Actor.Operator _, Actor.Server _, Actor.Member _ -> "the operator of this server";
    };
  }

  private String inWords(TenantId tenant, TenantPolicy policy) {
    return PolicyChanged.inWords(
        policy, group -> directory.group(tenant, group).map(Group::displayName).orElse("gone"));
  }

  private Availability availability(TenantId tenant) {
    return tenants.get(tenant).availability();
  }

  private void refuseUnlessPossible(TenantId tenant, TenantPolicy before, PolicyChange change) {
    if (before.availability() instanceof Unavailable(var why)) {
      throw new Problem(Problem.Code.CONFLICT, refusal(why), "setting");
    }
    if (change.audience().filter(Audience.ListedPeople.class::isInstance).isPresent()
        && !(before.audience() instanceof Audience.ListedPeople)) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "The older form, Selected, can't be chosen anew. Choose a selected group.",
          "setting");
    }
    change
        .newGroup()
        .filter(group -> directory.group(tenant, group).isEmpty())
        .ifPresent(Policies::refuseUnknownGroup);
  }

  private static String refusal(Availability.Reason why) {
    return switch (why) {
      case NOT_IN_THIS_CLOUD ->
          "The setting is not available in the cloud of this organisation, so nobody can change it.";
      case NOT_ROLLED_OUT_YET ->
          "The feature has not reached this organisation yet, so the setting cannot be changed. Whoever"
              + " runs this server decides when it does; save again then.";
    };
  }

  private static void refuseUnknownGroup(GroupId group) {
    throw new Problem(
        Problem.Code.INVALID_REQUEST,
        "There is no group %s in the directory.".formatted(group),
        "selectedGroup");
  }

  private static TenantPolicy applied(TenantPolicy before, PolicyChange change, Changed changed) {
    return before.next(
        before.availability(),
        change.audience().orElse(before.audience()),
        change.usersMayConsent().orElse(before.usersMayConsent()),
        change.ceiling().orElse(before.ceiling()),
        change.publicInformation().orElse(before.publicInformation()),
        true,
        changed);
  }

  static boolean sameChoices(TenantPolicy before, TenantPolicy after) {
    return before.audience().equals(after.audience())
        && before.usersMayConsent() == after.usersMayConsent()
        && before.ceiling() == after.ceiling()
        && before.publicInformation() == after.publicInformation();
  }
}
