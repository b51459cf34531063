package dev.entente.server.card;

import dev.entente.server.connection.Connections;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Network;
import dev.entente.server.network.Networks;
import dev.entente.server.policy.Policies;
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

  private final Directory directory;
  private final Policies policies;
  private final Connections connections;
  private final Networks networks;
  private final Memory memory;

  Cards(
      Directory directory,
      Policies policies,
      Connections connections,
      Networks networks,
      Memory memory) {
    this.directory = directory;
    this.policies = policies;
    this.connections = connections;
    this.networks = networks;
    this.memory = memory;
  }

  /**
   * The card with its LinkedIn part opened.
   *
   * @throws Problem NOT_FOUND when the tenant has no such subject
   */
  public Card of(TenantId tenant, UserId viewer, UserId subject) {
    var viewing = new Viewing(tenant, viewer, subject);
    var person = person(tenant, subject);
    var part =
        checkedTwice(
            viewing,
            reach ->
                lookup(viewing, reach, person)
                    .map(it -> it.part(reach))
                    .orElseGet(NetworkPart.Absent::new),
            new NetworkPart.Absent());
    return new Card(workProfile(tenant, person), part);
  }

  /**
   * The card before the viewer opens its LinkedIn part. Nothing is asked of the network, so it
   * learns of no one whom the viewer only looked at in the directory.
   *
   * @throws Problem NOT_FOUND when the tenant has no such subject
   */
  public Card unopened(TenantId tenant, UserId viewer, UserId subject) {
    var person = person(tenant, subject);
    var part =
        reach(new Viewing(tenant, viewer, subject)) instanceof Reach.None
            ? new NetworkPart.Absent()
            : new NetworkPart.Unopened();
    return new Card(workProfile(tenant, person), part);
  }

  /**
   * The LinkedIn picture that belongs to the card, as PNG, when there is one.
   *
   * @throws Problem NOT_FOUND when the tenant has no such subject
   */
  public Optional<byte[]> picture(TenantId tenant, UserId viewer, UserId subject) {
    var viewing = new Viewing(tenant, viewer, subject);
    var person = person(tenant, subject);
    return checkedTwice(
        viewing,
        reach -> lookup(viewing, reach, person).flatMap(it -> it.picture(reach)),
        Optional.empty());
  }

  /** Check, fetch, check again; on a change forget what was fetched and start over. */
  private <T> T checkedTwice(Viewing viewing, Function<Reach, T> fetch, T otherwise) {
    var reach = reach(viewing);
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
    return networks.all().isEmpty()
        ? new Reach.None()
        : Reach.of(
            policies.rule(viewing.tenant(), viewing.viewer()),
            connections.liveOf(viewing.tenant(), viewing.viewer()).stream().findFirst());
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

  private Person person(TenantId tenant, UserId subject) {
    return directory
        .person(tenant, subject)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.NOT_FOUND, "There is no user " + subject + " in this directory."));
  }

  private WorkProfile workProfile(TenantId tenant, Person person) {
    return new WorkProfile(
        person,
        directory.photo(tenant, person.id()).isPresent(),
        person.manager().flatMap(it -> directory.person(tenant, it)),
        directory.reportsOf(tenant, person.id()));
  }
}
