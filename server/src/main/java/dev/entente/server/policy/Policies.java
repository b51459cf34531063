package dev.entente.server.policy;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.tenant.Availability;
import dev.entente.server.tenant.Availability.Unavailable;
import dev.entente.server.tenant.Tenants;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
    return transactions.in(tenant, () -> store.get(tenant, availability(tenant)));
  }

  /** The decision for a person with the policy it was made by, read in one transaction. */
  public Ruling rule(TenantId tenant, UserId person) {
    return transactions.in(
        tenant,
        () -> {
          var policy = of(tenant);
          return new Ruling(policy, Decisions.decide(policy, standing(tenant, policy, person)));
        });
  }

  /** A decision and the policy behind it. */
  public record Ruling(TenantPolicy policy, Decision decision) {}

  /** The people on the older Selected list, as user principal names (mission row M8). */
  public List<String> listedPeople(TenantId tenant) {
    return transactions.in(tenant, () -> store.listedPeople(tenant));
  }

  /**
   * Saves a change. A change to No withdraws everyone's consent in the same statement (mission row
   * M6); a change that changes nothing moves nothing.
   *
   * @param expectedVersion the version that the administrator saw
   * @throws Problem PRECONDITION_FAILED when somebody else saved meanwhile; CONFLICT where the
   *     setting is not available; INVALID_REQUEST for an unknown group or the older Selected list
   */
  public TenantPolicy change(
      TenantId tenant, PolicyChange change, long expectedVersion, Actor actor) {
    return transactions.in(
        tenant,
        () -> {
          var before = store.lock(tenant, availability(tenant));
          refuseStale(before, expectedVersion);
          refuseUnlessPossible(tenant, before, change);
          var after = applied(before, change);
          return isDecided(before) && sameChoices(before, after)
              ? before
              : save(tenant, before, after, actor);
        });
  }

  private TenantPolicy save(TenantId tenant, TenantPolicy before, TenantPolicy after, Actor actor) {
    var now = clock.instant();
    store.save(tenant, after, actor, now);
    events.publishEvent(new PolicyChanged(tenant, actor, now, before, after));
    return store.get(tenant, after.availability());
  }

  private Availability availability(TenantId tenant) {
    return tenants.get(tenant).availability();
  }

  private Standing standing(TenantId tenant, TenantPolicy policy, UserId person) {
    var facts = directory.membershipFacts(tenant, person, policy.selectedGroup());
    return new Standing(
        facts.current(),
        facts.enabled(),
        facts.groupExists(),
        facts.member(),
        policy.audience() instanceof Audience.ListedPeople && isListed(tenant, person));
  }

  private boolean isListed(TenantId tenant, UserId person) {
    return directory
        .person(tenant, person)
        .map(Person::userPrincipalName)
        .filter(name -> store.isListed(tenant, name))
        .isPresent();
  }

  private static void refuseStale(TenantPolicy before, long expectedVersion) {
    if (before.version() != expectedVersion) {
      throw new Problem(
          Problem.Code.PRECONDITION_FAILED,
          "Somebody saved the setting since you opened it. Look at it again, then save.",
          "If-Match");
    }
  }

  private void refuseUnlessPossible(TenantId tenant, TenantPolicy before, PolicyChange change) {
    if (before.availability() instanceof Unavailable) {
      throw new Problem(
          Problem.Code.CONFLICT, "The setting is not available to this organisation.", "setting");
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

  private static void refuseUnknownGroup(GroupId group) {
    throw new Problem(
        Problem.Code.INVALID_REQUEST,
        "There is no group %s in the directory.".formatted(group),
        "selectedGroup");
  }

  private static TenantPolicy applied(TenantPolicy before, PolicyChange change) {
    var audience = change.audience().orElse(before.audience());
    var withdraws =
        audience instanceof Audience.Nobody && !(before.audience() instanceof Audience.Nobody);
    return new TenantPolicy(
        before.availability(),
        audience,
        change.usersMayConsent().orElse(before.usersMayConsent()),
        change.ceiling().orElse(before.ceiling()),
        change.publicInformation().orElse(before.publicInformation()),
        before.consentEpoch() + (withdraws ? 1 : 0),
        before.version() + 1,
        Optional.empty());
  }

  /** Who saves a default as it stands has chosen it: it no longer follows the rollout. */
  private static boolean isDecided(TenantPolicy policy) {
    return policy.changed().isPresent();
  }

  private static boolean sameChoices(TenantPolicy before, TenantPolicy after) {
    return before.audience().equals(after.audience())
        && before.usersMayConsent() == after.usersMayConsent()
        && before.ceiling() == after.ceiling()
        && before.publicInformation() == after.publicInformation();
  }
}
