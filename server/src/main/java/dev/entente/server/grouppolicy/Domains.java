package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.template.CentralStore;
import dev.entente.grouppolicy.template.StoreReport;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.grouppolicy.Controller.Connector;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.DomainEvent;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Each tenant's domain: what a change there would do, making it, and undoing it; and templates for
 * its central store.
 */
@Service
public class Domains {

  private static final Logger LOG = LoggerFactory.getLogger(Domains.class);

  private final DomainChangeStore store;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<TenantId, Configured> domains = new ConcurrentHashMap<>();

  /** One at a time in each domain, so that whatever has begun and has no end was cut off. */
  private final BulkheadRegistry atWork =
      BulkheadRegistry.of(
          BulkheadConfig.custom()
              .maxConcurrentCalls(1)
              .maxWaitDuration(Duration.ofSeconds(10))
              .build());

  Domains(
      DomainChangeStore store,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  private record Configured(Domain domain, Connector connector) {}

  /** Gives a tenant its domain. */
  void configure(TenantId tenant, Domain domain, Connector connector) {
    domains.put(tenant, new Configured(domain, connector));
  }

  /** The tenant's domain, where the operator has named one. */
  public Optional<Domain> find(TenantId tenant) {
    return Optional.ofNullable(domains.get(tenant)).map(Configured::domain);
  }

  /**
   * The same where there has to be one.
   *
   * @throws Problem NOT_FOUND where the operator has named none
   */
  public Domain require(TenantId tenant) {
    return configured(tenant).domain();
  }

  /**
   * Reads the object and says what the goal would change; changes nothing.
   *
   * @throws Problem NOT_FOUND where the tenant has no domain, or nothing to undo; CONFLICT for what
   *     has to be mended in the domain first, and where somebody has changed our policy since the
   *     change that is to be undone; UNAVAILABLE where the domain cannot be reached or does not let
   *     us in
   */
  public DomainPlan plan(TenantId tenant, Goal goal) {
    return with(
        tenant, (domain, controller) -> planned(tenant, domain.domain(), controller, goal).plan());
  }

  /**
   * Makes the change: files first, the version last, so that computers see the new content or none
   * of it.
   *
   * @param digest of the plan that was looked at
   * @throws Problem as {@link #plan}; PRECONDITION_FAILED when the object is no longer what it was
   *     at the plan. Nothing has changed then
   */
  public Outcome apply(TenantId tenant, Goal goal, String digest, Actor actor) {
    return with(
        tenant,
        (domain, controller) -> {
          var planned = planned(tenant, domain.domain(), controller, goal);
          if (!planned.plan().digest().equals(digest)) {
            throw new Problem(
                Problem.Code.PRECONDITION_FAILED,
                "Nothing was changed: the object “%s” is no longer what it was at the plan. Plan again."
                    .formatted(domain.domain().objectName()),
                "digest");
          }
          return planned.plan().isEmpty()
              ? new Outcome.Unchanged()
              : apply(tenant, domain, controller, planned, actor);
        });
  }

  private Outcome apply(
      TenantId tenant, Configured domain, Controller controller, Planned planned, Actor actor) {
    var change = begin(tenant, planned, actor);
    var writing = new Writing(domain.connector(), planned);
    try {
      writing.run(controller);
    } catch (RuntimeException e) {
      if (writing.takeBack()) {
        forget(tenant, change, planned.cutOff());
        throw e;
      }
      return halfDone(tenant, e);
    }
    try {
      finish(tenant, change);
    } catch (RuntimeException e) {
      return halfDone(tenant, e);
    }
    return new Outcome.Changed(change);
  }

  /** What has begun and has no end is completed by the next plan. */
  private static Outcome halfDone(TenantId tenant, RuntimeException e) {
    LOG.warn("A change of Group Policy of tenant {} is half done", tenant, e);
    return new Outcome.HalfDone(
        e instanceof Problem problem ? problem.message() : "The server failed.");
  }

  private DomainChange begin(TenantId tenant, Planned planned, Actor actor) {
    var plan = planned.plan();
    var change =
        new DomainChange(
            UUID.randomUUID(),
            planned.snapshot().id(),
            plan.domain(),
            plan.goal(),
            planned.undoTo(),
            Snapshot.ours(plan.change().after().userPolicy()),
            plan.change().before().gptIni().version(),
            plan.change().after().gptIni().version(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor);
    transactions.run(
        tenant,
        () -> {
          store.begin(tenant, change);
          events.publishEvent(new GroupPolicyChangeBegun(tenant, actor, change.at(), change));
        });
    return change;
  }

  /** All is as it was, half done if it was half done. */
  private void forget(TenantId tenant, DomainChange change, Optional<DomainChange> cutOff) {
    transactions.run(
        tenant,
        () -> {
          store.forget(tenant, change.id());
          cutOff.ifPresent(it -> store.begin(tenant, it));
          events.publishEvent(
              new GroupPolicyChangeTakenBack(tenant, change.by(), clock.instant(), change));
        });
  }

  private void finish(TenantId tenant, DomainChange change) {
    transactions.run(
        tenant,
        () -> {
          var now = clock.instant();
          store.finish(tenant, change.id(), now);
          events.publishEvent(new GroupPolicyChanged(tenant, change.by(), now, change));
        });
  }

  private Planned planned(TenantId tenant, Domain domain, Controller controller, Goal goal) {
    var snapshot = Snapshot.read(controller, domain);
    return transactions.in(
        tenant,
        () ->
            Planned.of(
                snapshot,
                goal,
                store.begun(tenant, domain, snapshot.id()),
                store.last(tenant, domain, snapshot.id())));
  }

  /** The last change that was made here, which is the one that can be undone. */
  public Optional<DomainChange> last(TenantId tenant) {
    return find(tenant)
        .flatMap(domain -> transactions.in(tenant, () -> store.last(tenant, domain)));
  }

  /**
   * Compares templates with the domain's central store; changes nothing.
   *
   * @param approved the files to copy though the store has another content of the same revision
   * @throws Problem INVALID_REQUEST for a file that is no template, and for an approval of none of
   *     them; CONFLICT where the domain has no central store; else as {@link #plan}
   */
  public TemplatePlan planTemplates(
      TenantId tenant, Map<TemplateName, byte[]> files, Set<TemplateName> approved) {
    return with(
        tenant,
        (domain, controller) ->
            planned(SysvolStore.of(controller, domain.domain()), domain.domain(), files, approved));
  }

  /**
   * Copies what the plan says, each file whole and texts before the templates that want them.
   *
   * @param digest of the plan that was looked at
   * @throws Problem as {@link #planTemplates}; PRECONDITION_FAILED when the store or the files are
   *     no longer what they were at the plan; CONFLICT while a file still has to be approved.
   *     Nothing has changed then
   */
  public StoreReport copyTemplates(
      TenantId tenant,
      Map<TemplateName, byte[]> files,
      Set<TemplateName> approved,
      String digest,
      Actor actor) {
    return with(
        tenant,
        (domain, controller) -> {
          var store = SysvolStore.of(controller, domain.domain());
          var plan = planned(store, domain.domain(), files, approved);
          if (!plan.digest().equals(digest)) {
            throw new Problem(
                Problem.Code.PRECONDITION_FAILED,
                "Nothing was copied: the central store, the templates or what is approved is no"
                    + " longer as it was at the plan. Plan again.",
                "digest");
          }
          requireApproval(plan);
          if (plan.steps().isDone()) {
            return new StoreReport(List.of(), Optional.empty(), List.of());
          }
          publish(tenant, new TemplateCopyBegun(tenant, actor, clock.instant(), plan));
          var report = copied(store, files, plan);
          publish(
              tenant, new TemplatesCopied(tenant, actor, clock.instant(), domain.domain(), report));
          return report;
        });
  }

  private static void requireApproval(TemplatePlan plan) {
    try {
      plan.steps().requireApproval();
    } catch (InvalidInput e) {
      throw new Problem(
          Problem.Code.CONFLICT, "Nothing was copied. %s".formatted(e.getMessage()), "approved");
    }
  }

  private void publish(TenantId tenant, DomainEvent event) {
    transactions.run(tenant, () -> events.publishEvent(event));
  }

  private static TemplatePlan planned(
      SysvolStore store,
      Domain domain,
      Map<TemplateName, byte[]> files,
      Set<TemplateName> approved) {
    try {
      return TemplatePlan.of(domain, new CentralStore(store).plan(files, approved), files);
    } catch (InvalidInput e) {
      throw new Problem(Problem.Code.INVALID_REQUEST, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw changedUnderway(e);
    }
  }

  private static StoreReport copied(
      SysvolStore store, Map<TemplateName, byte[]> files, TemplatePlan plan) {
    try {
      return new CentralStore(store).copy(files, plan.steps());
    } catch (InvalidInput | IOException e) {
      throw changedUnderway(e);
    }
  }

  private static Problem changedUnderway(Exception e) {
    return new Problem(
        Problem.Code.PRECONDITION_FAILED,
        "Somebody else changed the central store in the same moment: %s".formatted(e.getMessage()));
  }

  private <T> T with(TenantId tenant, BiFunction<Configured, Controller, T> work) {
    var domain = configured(tenant);
    try {
      return atWork
          .bulkhead(domain.domain().name().toLowerCase(Locale.ROOT))
          .executeSupplier(
              () -> {
                try (var controller = domain.connector().connect()) {
                  return work.apply(domain, controller);
                }
              });
    } catch (BulkheadFullException _) {
      throw new Problem(
          Problem.Code.UNAVAILABLE,
          "Somebody else is at work in the domain %s from here. Try again in a minute."
              .formatted(domain.domain().name()));
    } catch (InvalidInput e) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "In the object “%s”: %s".formatted(domain.domain().objectName(), e.getMessage()));
    }
  }

  private Configured configured(TenantId tenant) {
    return Optional.ofNullable(domains.get(tenant))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.NOT_FOUND,
                    "Whoever runs this server has named no domain of this organisation."));
  }
}
