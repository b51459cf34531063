package dev.entente.server.card;

import dev.entente.server.connection.Connection;
import dev.entente.server.connection.Connections;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Network;
import dev.entente.server.network.Networks;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.Policies.Ruling;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Everyone's cards, each made for its viewer. Policy and connection are asked before the network is
 * and again after: what was fetched under an answer that no longer holds does not leave.
 */
@Service
public class Cards {

  /** An administrator saves once, a connection ends once: who needs more has no card. */
  private static final int ATTEMPTS = 3;

  /** As many direct reports as anyone reads on a card. */
  private static final int REPORTS = 100;

  private final Directory directory;
  private final Policies policies;
  private final Connections connections;
  private final Networks networks;
  private final Memory memory;
  private final TenantTransactions transactions;

  Cards(
      Directory directory,
      Policies policies,
      Connections connections,
      Networks networks,
      Memory memory,
      TenantTransactions transactions) {
    this.directory = directory;
    this.policies = policies;
    this.connections = connections;
    this.networks = networks;
    this.memory = memory;
    this.transactions = transactions;
  }

  /**
   * The card with its LinkedIn part opened.
   *
   * @throws Problem NOT_FOUND when the tenant has no such subject
   */
  public Card of(TenantId tenant, UserId viewer, UserId subject) {
    var viewing = new Viewing(tenant, viewer, subject);
    var before = before(viewing);
    var part =
        checkedTwice(
            viewing,
            before,
            reach ->
                lookup(viewing, reach, before.work().person())
                    .map(it -> it.part(reach))
                    .orElseGet(NetworkPart.Absent::new),
            new NetworkPart.Absent());
    return new Card(before.work(), part);
  }

  /**
   * The card before the viewer opens its LinkedIn part. Nothing is asked of the network, so it
   * learns of no one whom the viewer only looked at in the directory.
   *
   * @throws Problem NOT_FOUND when the tenant has no such subject
   */
  public Card unopened(TenantId tenant, UserId viewer, UserId subject) {
    var before = before(new Viewing(tenant, viewer, subject));
    var part =
        before.reach() instanceof Reach.None
            ? new NetworkPart.Absent()
            : new NetworkPart.Unopened();
    return new Card(before.work(), part);
  }

  /**
   * The LinkedIn picture that belongs to the card, as PNG, when there is one.
   *
   * @throws Problem NOT_FOUND when the tenant has no such subject
   */
  public Optional<byte[]> picture(TenantId tenant, UserId viewer, UserId subject) {
    var viewing = new Viewing(tenant, viewer, subject);
    var before = before(viewing);
    return checkedTwice(
        viewing,
        before,
        reach -> lookup(viewing, reach, before.work().person()).flatMap(it -> it.picture(reach)),
        Optional.empty());
  }

  /** What the database knows before the network is asked, read in one transaction. */
  private record Before(WorkProfile work, Reach reach) {}

  private Before before(Viewing viewing) {
    return transactions.in(
        viewing.tenant(), () -> new Before(workProfile(viewing), reach(viewing)));
  }

  /** Check, fetch, check again; on a change forget what was fetched and start over. */
  private <T> T checkedTwice(
      Viewing viewing, Before before, Function<Reach, T> fetch, T otherwise) {
    var reach = before.reach();
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var fetched = fetch.apply(reach);
      var now = reach(viewing);
      if (now.equals(reach)) {
        return fetched;
      }
      memory.forget(viewing.tenant(), viewing.viewer());
      reach = now;
    }
    return otherwise;
  }

  private Reach reach(Viewing viewing) {
    if (networks.all().isEmpty()) {
      return new Reach.None();
    }
    return transactions.in(
        viewing.tenant(),
        () -> {
          var ruling = policies.rule(viewing.tenant(), viewing.viewer());
          return Reach.of(ruling, live(viewing, ruling));
        });
  }

  /** Of use to nobody who may not connect. */
  private Optional<Connection> live(Viewing viewing, Ruling ruling) {
    return ruling.decision().isAllowed()
        ? connections.liveOf(viewing.tenant(), viewing.viewer(), ruling.policy()).stream()
            .findFirst()
        : Optional.empty();
  }

  private Optional<Lookup> lookup(Viewing viewing, Reach reach, Person subject) {
    return network(reach)
        .map(network -> new Lookup(network, connections, memory, viewing, subject));
  }

  /** The connection's own; without one, the first that is configured. */
  private Optional<Network> network(Reach reach) {
    return reach instanceof Reach.Full(var connection)
        ? networks.find(connection.network())
        : networks.all().stream().findFirst();
  }

  private WorkProfile workProfile(Viewing viewing) {
    var tenant = viewing.tenant();
    var person =
        directory
            .person(tenant, viewing.subject())
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.Code.NOT_FOUND,
                        "There is no user " + viewing.subject() + " in this directory."));
    return new WorkProfile(
        person,
        directory.hasPhoto(tenant, person.id()),
        person.manager().flatMap(it -> directory.person(tenant, it)),
        directory.reportsOf(tenant, person.id(), REPORTS));
  }
}
