package dev.entente.server.directory;

import static java.util.stream.Collectors.joining;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Changes.Extent;
import dev.entente.server.directory.SyncStore.Run;
import dev.entente.server.directory.SyncStore.Sync;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Reads each tenant's source, page by page. Pages are kept with the place to read on from, so that
 * a run may be killed at any moment and goes on where it was; they take effect together with the
 * last one, so that whatever goes wrong before leaves the last complete state.
 */
@Service
public class Syncs {

  private static final int PASSED_OVER_SHOWN = 10;

  /** A source that asks for more is asked again once a day. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(Syncs.class);

  private final SyncStore store;
  private final StagingStore staging;
  private final Changes changes;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<TenantId, Configured> sources = new ConcurrentHashMap<>();

  /** Tenants whose client pushes, and how long it may be silent. */
  private final Map<TenantId, Duration> heard = new ConcurrentHashMap<>();

  Syncs(
      SyncStore store,
      StagingStore staging,
      Changes changes,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.staging = staging;
    this.changes = changes;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /** A tenant's source and its terms. */
  private record Configured(DirectorySource source, Duration interval, Duration maxAge) {}

  /**
   * Gives a tenant its source.
   *
   * @param settings what it was opened with, without secrets: after a change everything is read
   *     anew
   * @param interval from the end of one run to the start of the next
   * @param maxAge decisions are refused when the last complete state is older than this
   */
  public void configure(
      TenantId tenant,
      DirectorySource source,
      String settings,
      Duration interval,
      Duration maxAge) {
    transactions.run(
        tenant,
        () -> {
          if (!store.isConfigured(tenant, source.owner(), settings)) {
            startOver(tenant);
          }
          store.configure(tenant, source.owner(), settings, maxAge);
        });
    sources.put(tenant, new Configured(source, interval, maxAge));
  }

  /**
   * The tenant's people and groups are pushed by SCIM: nothing is read, and what holds is as old as
   * the client's last request, whatever it asked for.
   *
   * @param maxAge decisions are refused when the client was silent for longer than this
   */
  public void listen(TenantId tenant, Duration maxAge) {
    transactions.run(
        tenant,
        () -> {
          if (!store.isConfigured(tenant, Owner.SCIM, "")) {
            drop(tenant);
            store.forget(tenant);
          }
          store.configure(tenant, Owner.SCIM, "", maxAge);
        });
    heard.put(tenant, maxAge);
  }

  /** The tenant has no source any longer: what came from it stays, and does not grow old. */
  public void forget(TenantId tenant) {
    sources.remove(tenant);
    heard.remove(tenant);
    transactions.run(
        tenant,
        () -> {
          drop(tenant);
          store.forget(tenant);
        });
  }

  /** Whether there is one, read or heard. */
  public boolean hasSource(TenantId tenant) {
    return sources.containsKey(tenant) || heard.containsKey(tenant);
  }

  /** The tenants that have a source to read. */
  public Set<TenantId> tenants() {
    return Set.copyOf(sources.keySet());
  }

  /**
   * @throws Problem NOT_FOUND when the tenant has no source
   */
  public SyncStatus status(TenantId tenant) {
    var maxAge = Optional.ofNullable(heard.get(tenant));
    return transactions.in(
        tenant,
        () ->
            maxAge
                .map(it -> status(tenant, Optional.empty(), it, stored(tenant)))
                .orElseGet(() -> statusOfRead(tenant)));
  }

  private SyncStatus statusOfRead(TenantId tenant) {
    var configured = configured(tenant);
    return status(tenant, Optional.of(configured.interval()), configured.maxAge(), stored(tenant));
  }

  /** The next run reads everything again, as after the source's settings changed. */
  void startOver(TenantId tenant) {
    transactions.run(
        tenant,
        () -> {
          drop(tenant);
          store.startOver(tenant);
        });
  }

  /**
   * @param actor who accepts, until the next run ends, that many people and groups are gone; empty:
   *     nobody does
   */
  void acceptLosses(TenantId tenant, Optional<Actor> actor) {
    transactions.run(tenant, () -> store.acceptLosses(tenant, actor));
  }

  Duration interval(TenantId tenant) {
    return configured(tenant).interval();
  }

  /** Until when the tenant's source asked to be left alone; empty when it may be read. */
  Optional<Instant> notBefore(TenantId tenant) {
    return transactions.in(tenant, () -> store.find(tenant).flatMap(this::notBefore));
  }

  private Optional<Instant> notBefore(Sync sync) {
    return sync.notBefore().filter(it -> it.isAfter(clock.instant()));
  }

  /**
   * Runs to the end, well or not; how it went is in the status. A source that asked to be left
   * alone is.
   */
  void run(TenantId tenant) {
    if (notBefore(tenant).isPresent()) {
      return;
    }
    try (var source = configured(tenant).source()) {
      new Reading(tenant, source).run();
    }
  }

  /** One run, or the rest of one. */
  private final class Reading {

    private final TenantId tenant;
    private final DirectorySource source;
    private Run run;

    Reading(TenantId tenant, DirectorySource source) {
      this.tenant = tenant;
      this.source = source;
      this.run = begun();
    }

    private Run begun() {
      return transactions.in(tenant, () -> store.begin(tenant, clock.instant()));
    }

    void run() {
      try {
        read();
      } catch (SourceUnavailable e) {
        LOG.warn("The directory of tenant {} cannot be read: {}", tenant, e.getMessage());
        interrupt(String.valueOf(e.getMessage()), e.pause());
      } catch (LossesRefused e) {
        LOG.warn("The directory of tenant {} has lost much: {}", tenant, e.getMessage());
        refuse(String.valueOf(e.getMessage()));
      } catch (Problem e) {
        LOG.warn("The directory of tenant {} is at fault: {}", tenant, e.message());
        fail(e.message());
      } catch (RuntimeException e) {
        LOG.error("The directory of tenant {} could not be taken over", tenant, e);
        interrupt("The server failed; its log says why.", Duration.ZERO);
      }
    }

    private void read() throws SourceUnavailable {
      try {
        readPages();
      } catch (ResyncRequired e) {
        LOG.info("The directory of tenant {} is read from the start: {}", tenant, e.getMessage());
        whileOurs(() -> startOver(tenant));
        run = begun();
        readFromTheStart();
      }
    }

    private void readFromTheStart() throws SourceUnavailable {
      try {
        readPages();
      } catch (ResyncRequired e) {
        throw new SourceUnavailable("The source changed while it was read: " + e.getMessage(), e);
      }
    }

    private void readPages() throws SourceUnavailable, ResyncRequired {
      while (true) {
        var page = source.read(run.position());
        take(page);
        if (page.last()) {
          return;
        }
        run = new Run(run.batch(), page.next(), page.full(), run.began(), run.changes());
      }
    }

    /** A page and the place after it, in one transaction; with the last one, the whole run. */
    private void take(Page page) {
      transactions.run(
          tenant,
          () -> {
            if (!store.advance(tenant, run, page)) {
              throw new IllegalStateException("Another node goes on with this run.");
            }
            staging.stage(tenant, run.batch(), page.changes());
            if (!page.passedOver().isEmpty()) {
              store.passOver(tenant, run.batch(), page.passedOver());
            }
            if (page.last()) {
              merge(page.full() ? Extent.FULL : Extent.INCREMENTAL);
              if (page.full()) {
                store.forgetPassedOverBefore(tenant, run.batch());
              }
              store.complete(tenant, page.next(), clock.instant());
            }
          });
    }

    private void merge(Extent extent) {
      var delta = changes.merge(tenant, run.batch(), source.owner(), extent, new Actor.Server());
      var losses =
          source.mayConceal().stream()
              .map(it -> Loss.of(it, delta.of(it), store.count(tenant, it, source.owner())))
              .filter(Loss::isSuspicious)
              .toList();
      if (losses.isEmpty()) {
        return;
      }
      var actor = store.lossesAcceptedBy(tenant).orElseThrow(() -> new LossesRefused(losses));
      events.publishEvent(new LossesAccepted(tenant, actor, clock.instant(), losses));
    }

    private void interrupt(String error, Duration asked) {
      var now = clock.instant();
      var pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
      whileOurs(
          () -> {
            store.interrupt(tenant, error, now);
            store.pause(tenant, now.plus(pause));
          });
    }

    private void refuse(String error) {
      whileOurs(
          () -> {
            drop(tenant);
            store.interrupt(tenant, error, clock.instant());
            store.refuseLosses(tenant);
          });
    }

    private void fail(String error) {
      whileOurs(
          () -> {
            drop(tenant);
            store.interrupt(tenant, error, clock.instant());
          });
    }

    /** Once another node has gone on with the run, how it goes is that one's to say. */
    private void whileOurs(Runnable change) {
      transactions.run(
          tenant,
          () -> {
            if (store.hold(tenant, run)) {
              change.run();
            }
          });
    }
  }

  /** Nobody has accepted them. */
  private static final class LossesRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LossesRefused(List<Loss> losses) {
      super(
          ("At the source %s are gone. If they should be there, check its settings and what its"
                  + " account may read. If they should not, accept it for one run: on the page Admin"
                  + " center › Directory, by POST /v1.0/directory/sync/run?acceptLosses=true, or"
                  + " with entente sync run --accept-losses. Nothing was removed.")
              .formatted(losses.stream().map(Loss::toString).collect(joining(" and "))),
          null,
          false,
          false);
    }
  }

  private void drop(TenantId tenant) {
    store
        .find(tenant)
        .flatMap(Sync::run)
        .ifPresent(
            run -> {
              staging.clear(tenant, run.batch());
              store.drop(tenant);
            });
  }

  private Configured configured(TenantId tenant) {
    return Optional.ofNullable(sources.get(tenant))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.NOT_FOUND,
                    "This organisation's directory has no source to read."));
  }

  private Sync stored(TenantId tenant) {
    return store.find(tenant).orElseThrow();
  }

  private SyncStatus status(
      TenantId tenant, Optional<Duration> interval, Duration maxAge, Sync sync) {
    var age = sync.lastSuccess().map(it -> Duration.between(it, clock.instant()));
    return new SyncStatus(
        sync.owner(),
        interval,
        maxAge,
        sync.run().map(it -> new SyncStatus.Running(it.began(), it.full(), it.changes())),
        notBefore(sync),
        sync.lastRun(),
        sync.lastSuccess(),
        age,
        sync.error(),
        sync.lossesRefused(),
        age.filter(it -> it.compareTo(maxAge) <= 0).isPresent(),
        store.count(tenant, Part.PEOPLE, sync.owner()),
        store.count(tenant, Part.GROUPS, sync.owner()),
        store.countPassedOver(tenant),
        store.passedOver(tenant, PASSED_OVER_SHOWN));
  }
}
