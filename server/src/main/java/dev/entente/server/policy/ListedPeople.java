package dev.entente.server.policy;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The people of the older Selected list, before and after their move into a group (M8, M9). */
@Service
public class ListedPeople {

  private final Policies policies;
  private final Directory directory;
  private final TenantTransactions transactions;

  ListedPeople(Policies policies, Directory directory, TenantTransactions transactions) {
    this.policies = policies;
    this.directory = directory;
    this.transactions = transactions;
  }

  /** Somebody on the list, and what a move into the group does to them. */
  public record Listed(String userPrincipalName, State state) {}

  /** How a listed person stands to the group. */
  public enum State {
    TO_ADD,
    MEMBER,
    /** Nobody in the directory has the name, so nobody can be moved. */
    UNKNOWN
  }

  public List<Listed> preview(TenantId tenant, GroupId group) {
    return transactions.in(
        tenant,
        () -> {
          var names = policies.listedPeople(tenant);
          var people = directory.peopleByPrincipalName(tenant, names);
          var members = directory.directMembersAmong(tenant, group, List.copyOf(people.values()));
          return names.stream()
              .map(
                  it ->
                      new Listed(
                          it,
                          Optional.ofNullable(people.get(it))
                              .map(id -> members.contains(id) ? State.MEMBER : State.TO_ADD)
                              .orElse(State.UNKNOWN)))
              .toList();
        });
  }

  /** A security group of our own with nobody in it yet. */
  public GroupId makeGroup(TenantId tenant, String name, Actor actor) {
    if (name.isBlank()
        || name.strip().length() > 256
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "A group's name has 1 to 256 characters that can be seen.",
          "name");
    }
    var id = new GroupId(UUID.randomUUID());
    var group = new Group(id, name.strip(), Optional.empty(), Group.Kind.SECURITY);
    directory.apply(tenant, Owner.ENTENTE, List.of(new DirectoryChange.PutGroup(group)), actor);
    return id;
  }
}
