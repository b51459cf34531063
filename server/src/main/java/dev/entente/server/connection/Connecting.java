package dev.entente.server.connection;

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
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.WebSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
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
  private final Tenants tenants;
  private final Networks networks;
  private final ConsentNotice notice;
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
      Tenants tenants,
      Networks networks,
      ConsentNotice notice,
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
    this.tenants = tenants;
    this.networks = networks;
    this.notice = notice;
    this.custody = custody;
    this.transactions = transactions;
    this.events = events;
    this.web = web;
    this.clock = clock;
  }

  /** What a person wants. */
  public record Wish(String network, Direction direction, String returnTo, Locale locale) {}

  /** What came of a wish, or of a callback; a refusal names its reason. */
  public sealed interface Result {

    /** Go on: the browser has to be sent to the network. */
    record Begun(UUID pending) implements Result {}

    /** It ended, well or not. */
    record Finished(Outcome outcome, String returnTo) implements Result {}

    /** Not allowed, and why. */
    record Refused(Outcome outcome, Decision decision) implements Result {}
  }

  /**
   * Asks the decision, and remembers the wish for ten minutes.
   *
   * @throws Problem INVALID_REQUEST when no such network is configured
   */
  public Result begin(TenantId tenant, UserId owner, Wish wish) {
    var network = networks.named(wish.network());
    return transactions.in(
        tenant,
        () ->
            refusal(tenant, owner, network, wish.direction(), policies.rule(tenant, owner))
                .orElseGet(() -> remember(tenant, owner, wish)));
  }

  /**
   * Where to send the browser that goes to the network now; only this session can come back.
   *
   * @throws Problem NOT_FOUND when the wish is unknown, used, somebody else's or older than ten
   *     minutes
   */
  public URI forward(TenantId tenant, UserId owner, UUID id, String session) {
    var state = Fingerprints.random();
    var pending =
        transactions.in(
            tenant,
            () ->
                pendings.bind(
                    tenant,
                    id,
                    owner,
                    Fingerprints.of(state),
                    Fingerprints.of(session),
                    clock.instant()));
    return pending
        .map(it -> networks.named(it.network()).authorizationUri(state, redirectUri(it.network())))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.NOT_FOUND,
                    "This request to connect has been used or is older than ten minutes. Start again."));
  }

  /** Takes the network's answer, checks it in the specification's order, and connects. */
  public Result complete(
      TenantId tenant, UserId person, String session, AuthorizationResponse response) {
    var state = response.state();
    if (state == null) {
      return new Result.Finished(Outcome.UNKNOWN_STATE, "");
    }
    var claimed =
        transactions.in(
            tenant, () -> pendings.claim(tenant, Fingerprints.of(state), clock.instant()));
    return claimed
        .map(it -> completed(tenant, person, session, response, it))
        .orElseGet(() -> new Result.Finished(unclaimed(tenant, person, state), ""));
  }

  private Result completed(
      TenantId tenant,
      UserId person,
      String session,
      AuthorizationResponse response,
      PendingConnection pending) {
    if (pending.isExpired(clock.instant())) {
      return new Result.Finished(Outcome.EXPIRED, pending.returnTo());
    }
    if (!pending.belongsTo(person, session)) { // RFC 6749 §10.12
      return new Result.Finished(Outcome.OTHER_SESSION, "");
    }
    var network = networks.named(pending.network());
    return response
        .objection(network)
        .<Result>map(it -> new Result.Finished(it, pending.returnTo()))
        .orElseGet(() -> exchanged(tenant, network, pending, response));
  }

  /** A second tab with the same answer is told what the first one achieved. */
  private Outcome unclaimed(TenantId tenant, UserId person, String state) {
    var usedBefore =
        transactions.in(tenant, () -> pendings.wasUsed(tenant, Fingerprints.of(state), person));
    return usedBefore && connections.liveOf(tenant, person).isPresent()
        ? Outcome.ALREADY_CONNECTED
        : Outcome.UNKNOWN_STATE;
  }

  /** Outside any transaction: the network is slow. */
  private Result exchanged(
      TenantId tenant, Network network, PendingConnection pending, AuthorizationResponse response) {
    try {
      var grant =
          network.exchange(
              tenant,
              Objects.requireNonNull(response.code()),
              Objects.requireNonNull(response.state()),
              redirectUri(network.name()));
      return connected(tenant, network, pending, grant);
    } catch (SignInFailed failed) {
      LOG.warn("Connecting with {} failed: {}", network.name(), failed.getMessage());
      var outcome =
          failed.reason() == SignInFailed.Cause.UNREACHABLE
              ? Outcome.UNREACHABLE
              : Outcome.PROVIDER_ERROR;
      return new Result.Finished(outcome, pending.returnTo());
    }
  }

  /** Asks the decision again, since minutes have passed, and writes everything or nothing. */
  private Result connected(
      TenantId tenant, Network network, PendingConnection pending, MemberGrant grant) {
    try {
      return transactions.in(
          tenant,
          () -> {
            var ruling = policies.rule(tenant, pending.owner());
            return refusal(tenant, pending.owner(), network, pending.direction(), ruling)
                .map(it -> returned(tenant, network, grant, it))
                .orElseGet(() -> insert(tenant, network, pending, grant, ruling));
          });
    } catch (DuplicateKeyException _) {
      // Two callbacks for one member or one person met; the first has it.
      return transactions.in(tenant, () -> taken(tenant, network, pending, grant));
    }
  }

  /** Of the epoch that allowed it: a No that commits meanwhile leaves it dead (mission row M6). */
  private Result insert(
      TenantId tenant,
      Network network,
      PendingConnection pending,
      MemberGrant grant,
      Policies.Ruling ruling) {
    var member = custody.fingerprint(tenant, "member/" + network.name(), grant.member());
    var epoch = ruling.policy().consentEpoch();
    var now = clock.instant();
    // Dead connections must not stand in a new one's way before they are swept (mission row M6).
    var dead = store.endDeadOf(tenant, network.name(), pending.owner(), member, epoch, now);
    if (dead > 0) {
      events.publishEvent(
          new ConnectionsWithdrawn(tenant, now, dead, EndReason.WITHDRAWN_BY_ADMINISTRATOR));
    }
    if (store.isTaken(tenant, network.name(), member, pending.owner())) {
      return taken(tenant, network, pending, grant);
    }
    store
        .unended(tenant, pending.owner())
        .ifPresent(it -> connections.end(tenant, it, EndReason.REPLACED, false, actor(pending)));
    var connection =
        new Connection(
            new ConnectionId(UUID.randomUUID()),
            pending.owner(),
            network.name(),
            pending.direction(),
            epoch,
            now,
            grant.expiresAt(),
            Optional.empty());
    store.insert(
        tenant,
        connection,
        member,
        custody.seal(tenant, Connections.purpose(connection.id()), grant.accessToken()));
    store.insertGrant(tenant, connection, pending.locale(), shown(tenant, pending));
    events.publishEvent(
        new Connected(
            tenant, now, pending.owner(), connection.id(), network.name(), pending.direction()));
    return new Result.Finished(Outcome.CONNECTED, pending.returnTo());
  }

  private Result taken(
      TenantId tenant, Network network, PendingConnection pending, MemberGrant grant) {
    events.publishEvent(
        new ConnectionRefused(
            tenant,
            clock.instant(),
            pending.owner(),
            network.name(),
            Outcome.MEMBER_TAKEN.label()));
    return returned(
        tenant, network, grant, new Result.Finished(Outcome.MEMBER_TAKEN, pending.returnTo()));
  }

  /** A token that we may not use goes back to the network. */
  private Result returned(TenantId tenant, Network network, MemberGrant grant, Result result) {
    var id = new ConnectionId(UUID.randomUUID());
    var sealed = custody.seal(tenant, Connections.purpose(id), grant.accessToken());
    revocations.insert(tenant, id, network.name(), sealed, clock.instant());
    return result;
  }

  private Optional<Result> refusal(
      TenantId tenant, UserId owner, Network network, Direction direction, Policies.Ruling ruling) {
    var decision = ruling.decision();
    var outcome =
        switch (decision) {
          case Decision.Denied _ -> Optional.of(Outcome.NOT_ALLOWED);
          case Decision.Allowed(_, var ceiling, _) ->
              ceiling.allows(direction)
                  ? Optional.<Outcome>empty()
                  : Optional.of(Outcome.DIRECTION_CAPPED);
        };
    return outcome.map(
        it -> {
          var reason = it == Outcome.NOT_ALLOWED ? decision.reason().name() : it.label();
          events.publishEvent(
              new ConnectionRefused(tenant, clock.instant(), owner, network.name(), reason));
          return new Result.Refused(it, decision);
        });
  }

  private Result remember(TenantId tenant, UserId owner, Wish wish) {
    var pending =
        new PendingConnection(
            UUID.randomUUID(),
            owner,
            wish.network(),
            wish.direction(),
            wish.returnTo(),
            wish.locale().toLanguageTag(),
            clock.instant().plus(PATIENCE),
            Optional.empty());
    pendings.insert(tenant, pending);
    return new Result.Begun(pending.id());
  }

  private String shown(TenantId tenant, PendingConnection pending) {
    return notice.whole(
        tenants.get(tenant), pending.direction(), Locale.forLanguageTag(pending.locale()));
  }

  private URI redirectUri(String network) {
    return web.at("/account/connections/callback/" + network);
  }

  private static Actor actor(PendingConnection pending) {
    return new Actor.Person(pending.owner());
  }
}
