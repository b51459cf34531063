package dev.entente.server.policy;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * The people of the older Selected list, and their way into a group (mission rows M8, M9). Nobody
 * is connected by it: that stays each person's own choice.
 */
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
          var people = peopleCalled(tenant, names);
          var members = directory.directMembersAmong(tenant, group, idsOf(people));
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
    if (name.isBlank() || name.strip().length() > 256) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, "A group's name has 1 to 256 characters.", "name");
    }
    var id = new GroupId(UUID.randomUUID());
    var group = new Group(id, name.strip(), Optional.empty(), Group.Kind.SECURITY);
    directory.apply(tenant, Owner.ENTENTE, List.of(new DirectoryChange.PutGroup(group)), actor);
    return id;
  }

  /**
   * Moves those who can be moved and, where wanted, selects the group: all of it or nothing. Done
   * again, it changes nothing.
   *
   * @param selectFromVersion the version of the setting that the administrator saw; empty to leave
   *     the setting alone
   * @return how many were added
   * @throws Problem CONFLICT when the group is to be selected and someone on the list cannot be
   *     moved: they would lose what they have
   */
  public int moveTo(TenantId tenant, GroupId group, Optional<Long> selectFromVersion, Actor actor) {
    return transactions.in(
        tenant,
        () -> {
          var names = policies.listedPeople(tenant);
          var people = idsOf(peopleCalled(tenant, names));
          if (selectFromVersion.isPresent() && people.size() < names.size()) {
            throw leftBehind(names.size() - people.size());
          }
          var added =
              directory.apply(
                  tenant,
                  Owner.ENTENTE,
                  List.of(new DirectoryChange.AddMembers(group, people, List.of())),
                  actor);
          selectFromVersion.ifPresent(
              version ->
                  policies.change(
                      tenant, PolicyChange.to(new Audience.MembersOf(group)), version, actor));
          return added.members().added();
        });
  }

  private static Problem leftBehind(int count) {
    return new Problem(
        Problem.Code.CONFLICT,
        "%s %d of the listed people are not in the directory and would lose what they have. %s"
            .formatted(
                "Nobody was moved and the setting is as it was:",
                count,
                "Bring them into the directory first, or move without selecting the group."),
        "select");
  }

  private Map<String, UserId> peopleCalled(TenantId tenant, List<String> names) {
    return directory.peopleCalled(tenant, names).stream()
        .collect(
            Collectors.toMap(
                it -> it.userPrincipalName().toLowerCase(Locale.ROOT),
                Person::id,
                (first, _) -> first));
  }

  private static List<UserId> idsOf(Map<String, UserId> people) {
    return List.copyOf(people.values());
  }
}
