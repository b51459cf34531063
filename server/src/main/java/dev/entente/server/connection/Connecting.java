package dev.entente.server.connection;

import dev.entente.server.connection.ConsentNotice.Agreement;
import dev.entente.server.connection.PendingConnection.Departure;
import dev.entente.server.custody.Custody;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.Network;
import dev.entente.server.network.Networks;
import dev.entente.server.network.SignInFailed;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.web.WebSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** From the wish to connect to the connection: begin, forward to the network, complete. */
@Service
public class Connecting {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

  private final Connections connections;
  private final ConnectionStore store;
  private final PendingStore pendings;
  private final RevocationStore revocations;
  private final Policies policies;
  private final Networks networks;
  private final Custody custody;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final WebSettings web;
  private final Clock clock;

  Connecting(
      Connections connections,
      ConnectionStore store,
      PendingStore pendings,
      RevocationStore revocations,
      Policies policies,
      Networks networks,
      Custody custody,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      WebSettings web,
      Clock clock) {
    this.connections = connections;
    this.store = store;
    this.pendings = pendings;
    this.revocations = revocations;
    this.policies = policies;
    this.networks = networks;
    this.custody = custody;
    this.transactions = transactions;
    this.events = events;
    this.web = web;
    this.clock = clock;
  }

  /** What a person wants. */
  public record Wish(String network, Direction direction, String returnTo) {}

  /** What came of a wish. */
  public sealed interface Beginning {

    /** Remembered; it goes on with {@link #forward}. */
    record Begun(UUID pending) implements Beginning {}

    /** Not allowed, and why. */
    record Refused(Outcome outcome, Decision decision) implements Beginning {}
  }

  /** How connecting ended, well or not, and where the person was when it began. */
  public record Finish(Outcome outcome, String returnTo) {}

  /**
   * Asks the decision, and remembers the wish for ten minutes.
   *
   * @throws Problem INVALID_REQUEST when no such network is configured
   */
  public Beginning begin(TenantId tenant, UserId owner, Wish wish) {
    var network = networks.named(wish.network());
    return transactions.in(
        tenant,
        () -> {
          var ruling = policies.rule(tenant, owner);
          return refusal(tenant, owner, network, wish.direction(), ruling)
              .<Beginning>map(it -> new Beginning.Refused(it, ruling.decision()))
              .orElseGet(() -> remember(tenant, owner, wish));
        });
  }

  /**
   * A wish that has not gone to the network yet.
   *
   * @throws Problem NOT_FOUND when it is unknown, used, somebody else's or older than ten minutes
   */
  public Wish wish(TenantId tenant, UserId owner, UUID id) {
    var pending = transactions.in(tenant, () -> waiting(tenant, owner, id));
    return new Wish(pending.network(), pending.direction(), pending.returnTo());
  }

  /**
   * Where to send the browser that goes to the network now; only this session can come back.
   *
   * @param shown what the person has read and agrees to by going on
   * @throws Problem NOT_FOUND as {@link #wish} does
   */
  public URI forward(TenantId tenant, UserId owner, UUID id, String session, ConsentNotice shown) {
    var state = Fingerprints.random();
    var network =
        transactions.in(
            tenant,
            () -> {
              var pending = waiting(tenant, owner, id);
              var departure =
                  new Departure(
                      Fingerprints.of(session),
                      shown.agreedTo(pending.direction()),
                      policies.of(tenant).consentEpoch());
              pendings.depart(tenant, id, Fingerprints.of(state), departure);
              return networks.named(pending.network());
            });
    return network.authorizationUri(state, redirectUri(network.name()));
  }

  private PendingConnection waiting(TenantId tenant, UserId owner, UUID id) {
    return pendings
        .waiting(tenant, id, owner, clock.instant())
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.NOT_FOUND,
                    "This request to connect has been used or is older than ten minutes. Start again."));
  }

  /**
   * Takes the network's answer, checks it in the specification's order, and connects.
   *
   * @param network whose redirect URI the answer came to
   */
  public Finish complete(
      TenantId tenant,
      UserId person,
      String session,
      String network,
      AuthorizationResponse response) {
    var state = response.state();
    if (state == null) {
      return new Finish(response.isEmpty() ? Outcome.ANSWER_LOST : Outcome.UNKNOWN_STATE, "");
    }
    var claimed =
        transactions.in(
            tenant, () -> pendings.claim(tenant, Fingerprints.of(state), clock.instant()));
    return claimed
        .map(it -> settled(tenant, it, completed(tenant, person, session, network, response, it)))
        .orElseGet(() -> new Finish(repeated(tenant, person, state), ""));
  }

  private Finish settled(TenantId tenant, PendingConnection pending, Finish finish) {
    transactions.run(tenant, () -> pendings.settle(tenant, pending.id(), finish.outcome()));
    return finish;
  }

  private Finish completed(
      TenantId tenant,
      UserId person,
      String session,
      String answering,
      AuthorizationResponse response,
      PendingConnection pending) {
    if (pending.isExpired(clock.instant())) {
      return new Finish(unfinished(tenant, person, pending, Outcome.EXPIRED), pending.returnTo());
    }
    var departure = pending.departureOf(person, session);
    if (departure.isEmpty()) {
      return new Finish(unfinished(tenant, person, pending, Outcome.OTHER_SESSION), "");
    }
    var network = networks.named(pending.network());
    var outcome =
        response
            .objection(network, answering)
            .map(it -> unfinished(tenant, person, pending, it))
            .orElseGet(() -> exchanged(tenant, network, pending, departure.get(), response));
    return new Finish(outcome, pending.returnTo());
  }

  /** What comes to nothing before our own decision is asked again is told like its refusals. */
  private Outcome unfinished(
      TenantId tenant, UserId person, PendingConnection pending, Outcome outcome) {
    transactions.run(tenant, () -> refused(tenant, person, pending.network(), outcome.label()));
    return outcome;
  }

  /** A second tab or a reload with the same answer is told what the first one achieved. */
  private Outcome repeated(TenantId tenant, UserId person, String state) {
    var first =
        transactions.in(
            tenant,
            () -> pendings.outcome(tenant, Fingerprints.of(state), person, clock.instant()));
    return switch (first.orElse(Outcome.UNKNOWN_STATE)) {
      case CONNECTED ->
          connections.liveOf(tenant, person).isEmpty()
              ? Outcome.UNKNOWN_STATE
              : Outcome.ALREADY_CONNECTED;
      case OTHER_SESSION -> Outcome.UNKNOWN_STATE; // Whoever began it is in the right browser.
      case Outcome other -> other;
    };
  }

  /** Outside any transaction: the network is slow. */
  private Outcome exchanged(
      TenantId tenant,
      Network network,
      PendingConnection pending,
      Departure departure,
      AuthorizationResponse response) {
    try {
      var grant =
          network.exchange(
              tenant,
              Objects.requireNonNull(response.code()),
              Objects.requireNonNull(response.state()),
              redirectUri(network.name()));
      return connected(tenant, network, pending, departure, grant);
    } catch (SignInFailed failed) {
      LOG.warn("Connecting with {} failed: {}", network.name(), failed.getMessage());
      return unfinished(
          tenant,
          pending.owner(),
          pending,
          failed.reason() == SignInFailed.Cause.UNREACHABLE
              ? Outcome.UNREACHABLE
              : Outcome.PROVIDER_ERROR);
    }
  }

  /**
   * Asks the decision again, since minutes have passed, and writes everything or nothing. Callbacks
   * for one person or one member come one after the other, so that each sees what the one before it
   * did.
   */
  private Outcome connected(
      TenantId tenant,
      Network network,
      PendingConnection pending,
      Departure departure,
      MemberGrant grant) {
    var owner = pending.owner();
    var member = custody.fingerprint(tenant, "member/" + network.name(), grant.member());
    return transactions.in(
        tenant,
        () -> {
          store.lockOutDepartures(tenant);
          store.lock(tenant, network.name(), owner, member);
          var ruling = policies.rule(tenant, owner);
          var outcome =
              refusal(tenant, owner, network, pending.direction(), ruling)
                  .or(() -> withdrawn(tenant, network, owner, departure, ruling.policy()))
                  .or(() -> taken(tenant, network, owner, member, ruling.policy()))
                  .orElseGet(
                      () ->
                          insert(
                              tenant,
                              pending,
                              departure.agreement(),
                              grant,
                              member,
                              ruling.policy()));
          if (outcome != Outcome.CONNECTED) {
            giveBack(tenant, network, grant, member);
          }
          return outcome;
        });
  }

  /** A consent from before a No counts for nothing, whatever has been said since (M6). */
  private Optional<Outcome> withdrawn(
      TenantId tenant, Network network, UserId owner, Departure departure, TenantPolicy policy) {
    if (departure.consentEpoch() == policy.consentEpoch()) {
      return Optional.empty();
    }
    refused(tenant, owner, network.name(), Outcome.WITHDRAWN_MEANWHILE.label());
    return Optional.of(Outcome.WITHDRAWN_MEANWHILE);
  }

  private Optional<Outcome> taken(
      TenantId tenant, Network network, UserId owner, String member, TenantPolicy policy) {
    endDead(tenant, network, owner, member, policy);
    if (!store.isTaken(tenant, network.name(), member, owner)) {
      return Optional.empty();
    }
    refused(tenant, owner, network.name(), Outcome.MEMBER_TAKEN.label());
    return Optional.of(Outcome.MEMBER_TAKEN);
  }

  /** Dead connections must not stand in a new one's way before they are swept (mission row M6). */
  private void endDead(
      TenantId tenant, Network network, UserId owner, String member, TenantPolicy policy) {
    var now = clock.instant();
    var epoch = policy.consentEpoch();
    for (var death : ConnectionStore.Death.values()) {
      var ended = store.endDeadOf(tenant, death, network.name(), owner, member, epoch, now);
      if (ended > 0) {
        events.publishEvent(new ConnectionsWithdrawn(tenant, now, ended, death.reason()));
      }
    }
  }

  /**
   * Of the policy that allowed it: a No that commits meanwhile leaves it dead (mission row M6), a
   * lower ceiling narrows it (M13). A connection that the person has already makes way.
   */
  private Outcome insert(
      TenantId tenant,
      PendingConnection pending,
      Agreement agreement,
      MemberGrant grant,
      String member,
      TenantPolicy policy) {
    var owner = pending.owner();
    store.unended(tenant, pending.network(), owner).ifPresent(it -> replace(tenant, it));
    var connection =
        new Connection(
            new ConnectionId(UUID.randomUUID()),
            owner,
            pending.network(),
            pending.direction(),
            policy.consentEpoch(),
            clock.instant(),
            grant.expiresAt(),
            Optional.empty());
    store.insert(
        tenant,
        connection,
        member,
        policy.version(),
        custody.seal(tenant, Connections.purpose(connection.id()), grant.accessToken()));
    store.insertGrant(tenant, connection, agreement);
    events.publishEvent(
        new Connected(
            tenant,
            connection.connectedAt(),
            owner,
            connection.id(),
            connection.network(),
            connection.direction()));
    return Outcome.CONNECTED;
  }

  private void replace(TenantId tenant, Connection connection) {
    connections.end(
        tenant, connection, EndReason.REPLACED, true, new Actor.Person(connection.owner()));
  }

  /** A token that we may not use goes back to the network. */
  private void giveBack(TenantId tenant, Network network, MemberGrant grant, String member) {
    var id = new ConnectionId(UUID.randomUUID());
    var sealed = custody.seal(tenant, Connections.purpose(id), grant.accessToken());
    revocations.insert(tenant, id, network.name(), member, sealed, clock.instant());
  }

  private Optional<Outcome> refusal(
      TenantId tenant, UserId owner, Network network, Direction direction, Policies.Ruling ruling) {
    return switch (ruling.decision()) {
      case Decision.Denied(var reason, _) -> {
        refused(tenant, owner, network.name(), reason.name());
        yield Optional.of(Outcome.NOT_ALLOWED);
      }
      case Decision.Allowed(_, var ceiling, _) when !ceiling.allows(direction) -> {
        refused(tenant, owner, network.name(), Outcome.DIRECTION_CAPPED.label());
        yield Optional.of(Outcome.DIRECTION_CAPPED);
      }
      case Decision.Allowed _ -> Optional.empty();
    };
  }

  private void refused(TenantId tenant, UserId owner, String network, String reason) {
    events.publishEvent(new ConnectionRefused(tenant, clock.instant(), owner, network, reason));
  }

  private Beginning remember(TenantId tenant, UserId owner, Wish wish) {
    var pending =
        new PendingConnection(
            UUID.randomUUID(),
            owner,
            wish.network(),
            wish.direction(),
            wish.returnTo(),
            clock.instant().plus(PATIENCE),
            Optional.empty());
    pendings.insert(tenant, pending);
    return new Beginning.Begun(pending.id());
  }

  private URI redirectUri(String network) {
    return web.at("/account/connections/callback/" + network);
  }
}
