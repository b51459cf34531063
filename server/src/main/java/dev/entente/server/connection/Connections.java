package dev.entente.server.connection;

import dev.entente.server.custody.Custody;
import dev.entente.server.custody.SealBroken;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.DirectoryChanged;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.IntrospectsTokens;
import dev.entente.server.network.Networks;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChanged;
import dev.entente.server.policy.TenantPolicy;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Everyone's connections: finding, using and ending them. {@link Connecting} makes them. */
@Service
public class Connections {

  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final ConnectionStore store;
  private final ChoreStore chores;
  private final Policies policies;
  private final Networks networks;
  private final Custody custody;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Connections(
      ConnectionStore store,
      ChoreStore chores,
      Policies policies,
      Networks networks,
      Custody custody,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.chores = chores;
    this.policies = policies;
    this.networks = networks;
    this.custody = custody;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /** The person's live connections, one for each network at most. */
  public List<Connection> liveOf(TenantId tenant, UserId person) {
    return liveOf(tenant, List.of(person));
  }

  /** The live connections of some people, as for a page of a list. */
  public List<Connection> liveOf(TenantId tenant, Collection<UserId> people) {
    return transactions.in(tenant, () -> live(tenant, people, policies.of(tenant)));
  }

  /** As {@link #liveOf(TenantId, UserId)}, under a policy that the caller has just read. */
  public List<Connection> liveOf(TenantId tenant, UserId person, TenantPolicy policy) {
    return transactions.in(tenant, () -> live(tenant, List.of(person), policy));
  }

  private List<Connection> live(TenantId tenant, Collection<UserId> people, TenantPolicy policy) {
    return asTheyStand(store.unended(tenant, people), policy).stream()
        .filter(Connection::isLive)
        .toList();
  }

  /** Every connection that the person has or had, newest first. */
  public List<Connection> historyOf(TenantId tenant, UserId person) {
    return transactions.in(tenant, () -> historyOf(tenant, person, policies.of(tenant)));
  }

  /** As {@link #historyOf(TenantId, UserId)}, under a policy that the caller has just read. */
  public List<Connection> historyOf(TenantId tenant, UserId person, TenantPolicy policy) {
    return transactions.in(tenant, () -> asTheyStand(store.all(tenant, person), policy));
  }

  private List<Connection> asTheyStand(List<Connection> rows, TenantPolicy policy) {
    var now = clock.instant();
    return rows.stream().map(it -> it.under(policy.consentEpoch(), now)).toList();
  }

  /**
   * Opens the connection's token for one call. Gives out neither the token nor what the call
   * fetched unless the connection stands, before and after, as the caller holds it. Ends the
   * connection when the network says that the token has ended.
   */
  public <T> Answer<T> withToken(TenantId tenant, Connection connection, NetworkCall<T> call) {
    var sealed = transactions.in(tenant, () -> token(tenant, connection));
    if (sealed.isEmpty()) {
      return new Answer.TokenEnded<>(Answer.Ending.INVALID);
    }
    Secret token;
    try {
      token = custody.open(tenant, purpose(connection.id()), sealed.get());
    } catch (SealBroken broken) {
      return unreadable(tenant, connection, broken);
    }
    var answer = call.with(token);
    if (answer instanceof Answer.TokenEnded<T>(var ending)) {
      return ended(tenant, connection, token, ending);
    }
    return stands(tenant, connection) ? answer : new Answer.TokenEnded<>(Answer.Ending.INVALID);
  }

  /** A database restored without its keys: no later call will do better. */
  private <T> Answer<T> unreadable(TenantId tenant, Connection connection, SealBroken broken) {
    log.error("A connection ends: {}", broken.getMessage());
    end(tenant, connection, EndReason.TOKEN_UNREADABLE, false, new Actor.Server());
    return new Answer.TokenEnded<>(Answer.Ending.INVALID);
  }

  private Optional<byte[]> token(TenantId tenant, Connection connection) {
    return stands(tenant, connection) ? store.token(tenant, connection.id()) : Optional.empty();
  }

  private boolean stands(TenantId tenant, Connection connection) {
    return liveOf(tenant, connection.owner()).contains(connection);
  }

  /** A network that refuses a token without saying why is asked; what is active has not ended. */
  private <T> Answer<T> ended(
      TenantId tenant, Connection connection, Secret token, Answer.Ending ending) {
    var reason =
        ending == Answer.Ending.INVALID
                && networks.find(connection.network()).orElse(null)
                    instanceof IntrospectsTokens network
            ? network.introspect(tenant, token)
            : new Answer.TokenEnded<Boolean>(ending);
    if (reason instanceof Answer.Got<Boolean>) {
      return new Answer.Unreachable<>(
          "the network refused a token that it calls active", Optional.empty());
    }
    var told = reason instanceof Answer.TokenEnded<Boolean>(var known) ? known : ending;
    end(tenant, connection, told);
    return new Answer.TokenEnded<>(told);
  }

  /** A call on a member's behalf. */
  public interface NetworkCall<T> {
    Answer<T> with(Secret accessToken);
  }

  /**
   * Ends the person's own connection, at once. The network is told afterwards. Ending twice is the
   * same as ending once.
   *
   * @throws Problem NOT_FOUND when the person has no such connection
   */
  public void disconnect(TenantId tenant, UserId owner, ConnectionId id) {
    end(tenant, owner, id, EndReason.DISCONNECTED_BY_PERSON, new Actor.Person(owner));
  }

  /**
   * Ends a person's connection for the organisation; otherwise like {@link #disconnect}. Nothing
   * keeps them from connecting anew, if the setting allows.
   *
   * @throws Problem NOT_FOUND when the person has no such connection
   */
  public void withdraw(TenantId tenant, UserId owner, ConnectionId id, Actor administrator) {
    end(tenant, owner, id, EndReason.WITHDRAWN_BY_ADMINISTRATOR, administrator);
  }

  private void end(TenantId tenant, UserId owner, ConnectionId id, EndReason reason, Actor actor) {
    transactions.run(tenant, () -> end(tenant, own(tenant, owner, id), reason, true, actor));
  }

  /**
   * Changes the person's own connection to inbound, without the network: it loses nothing that it
   * knew. Narrowing twice is the same as narrowing once.
   *
   * @throws Problem NOT_FOUND when the person has no such connection; CONFLICT when it has ended
   */
  public Connection narrow(TenantId tenant, UserId owner, ConnectionId id) {
    return transactions.in(
        tenant,
        () -> {
          var connection = own(tenant, owner, id);
          if (!connection.isLive()) {
            throw new Problem(
                Problem.Code.CONFLICT,
                "This connection has ended. Connect again to have one.",
                "id");
          }
          var now = clock.instant();
          if (connection.direction() == Direction.BOTH && store.narrow(tenant, id, now)) {
            events.publishEvent(
                new ConnectionNarrowed(tenant, now, owner, id, connection.network()));
          }
          return own(tenant, owner, id);
        });
  }

  private Connection own(TenantId tenant, UserId owner, ConnectionId id) {
    return historyOf(tenant, owner).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new Problem(Problem.Code.NOT_FOUND, "There is no such connection.", "id"));
  }

  /** In the change's own transaction: from its commit on nothing made before it goes both ways. */
  @EventListener
  void on(PolicyChanged event) {
    var now = clock.instant();
    if (event.withdrawsEveryone()) {
      chores.due(event.tenant(), Chore.END_DEAD_CONNECTIONS, now);
    }
    if (event.lowersCeiling()) {
      store.cut(event.tenant(), event.after().version(), now);
    }
  }

  /** In the change's own transaction: whoever is gone has no connection and keeps no member. */
  @EventListener
  void on(DirectoryChanged event) {
    var gone = event.delta().removedPeople();
    if (gone.isEmpty()) {
      return;
    }
    var tenant = event.tenant();
    var now = clock.instant();
    store.lockDepartures(tenant);
    var ended = store.endOf(tenant, gone, now);
    if (ended > 0) {
      events.publishEvent(
          new ConnectionsWithdrawn(tenant, now, ended, EndReason.REMOVED_FROM_DIRECTORY));
    }
  }

  private void end(TenantId tenant, Connection connection, Answer.Ending ending) {
    switch (ending) {
      case EXPIRED -> end(tenant, connection, EndReason.EXPIRED, false, new Actor.Server());
      case REMOVED_BY_MEMBER ->
          end(
              tenant,
              connection,
              EndReason.REMOVED_AT_NETWORK,
              false,
              new Actor.Member(connection.owner()));
      case INVALID -> end(tenant, connection, EndReason.TOKEN_REFUSED, false, new Actor.Server());
    }
  }

  /**
   * @param revoke whether the network has still to be told
   */
  void end(TenantId tenant, Connection connection, EndReason reason, boolean revoke, Actor actor) {
    transactions.run(
        tenant,
        () -> {
          var now = clock.instant();
          if (store.end(tenant, connection.id(), reason, revoke, now)) {
            events.publishEvent(
                new ConnectionEnded(
                    tenant,
                    actor,
                    now,
                    connection.owner(),
                    connection.id(),
                    connection.network(),
                    reason));
          }
        });
  }

  /** What a connection's token is sealed for. */
  static String purpose(ConnectionId id) {
    return "connection/%s/access-token".formatted(id);
  }
}
