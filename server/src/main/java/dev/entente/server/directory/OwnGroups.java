package dev.entente.server.directory;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.directory.DirectoryChange.AddMembers;
import dev.entente.server.directory.DirectoryChange.PutGroup;
import dev.entente.server.directory.DirectoryChange.RemoveGroup;
import dev.entente.server.directory.DirectoryChange.RemoveMembers;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;

/**
 * The groups that are made here and not by a source. Other owners' groups are refused, and so is
 * naming the members of a dynamic one.
 */
@Service
public class OwnGroups {

  private final Directory directory;
  private final SearchStore store;
  private final TenantTransactions transactions;

  OwnGroups(Directory directory, SearchStore store, TenantTransactions transactions) {
    this.directory = directory;
    this.store = store;
    this.transactions = transactions;
  }

  /** What became of one member that was to be imported. */
  public enum Imported {
    ADDED,
    ALREADY_MEMBER,
    /** Nobody has this id, user principal name or mail. */
    NOT_FOUND,
    /** Several people have this mail. */
    AMBIGUOUS
  }

  /**
   * One row of an import.
   *
   * @param member as it was given
   */
  public record ImportedRow(String member, Optional<UserId> person, Imported result) {}

  /**
   * @param members ids of people and groups
   */
  public void create(TenantId tenant, Group group, Set<UUID> members, Actor actor) {
    transactions.run(
        tenant,
        () -> {
          directory.lock(tenant);
          apply(tenant, group, members, List.of(new PutGroup(group)), actor);
        });
  }

  /**
   * Changes the group and adds the members, all or nothing.
   *
   * @throws Problem NOT_FOUND for the group or a member; INVALID_REQUEST when one is a member
   *     already
   */
  public void change(
      TenantId tenant, GroupId id, UnaryOperator<Group> change, Set<UUID> added, Actor actor) {
    transactions.run(
        tenant,
        () -> {
          directory.lock(tenant);
          var before = get(tenant, id);
          var after = change.apply(before);
          apply(
              tenant,
              after,
              added,
              after.equals(before) ? List.of() : List.of(new PutGroup(after)),
              actor);
        });
  }

  /** Like {@link #change}, with the group staying what it is. */
  public void addMembers(TenantId tenant, GroupId id, Set<UUID> members, Actor actor) {
    change(tenant, id, UnaryOperator.identity(), members, actor);
  }

  public void remove(TenantId tenant, GroupId id, Actor actor) {
    transactions.run(
        tenant,
        () -> {
          directory.lock(tenant);
          get(tenant, id);
          directory.apply(tenant, Owner.ENTENTE, List.of(new RemoveGroup(id)), actor);
        });
  }

  /**
   * Takes out a person or group that is a member directly.
   *
   * @throws Problem NOT_FOUND when it is not
   */
  public void removeMember(TenantId tenant, GroupId id, UUID member, Actor actor) {
    transactions.run(
        tenant,
        () -> {
          directory.lock(tenant);
          requireListed(get(tenant, id));
          var members = sorted(tenant, Set.of(member));
          var delta =
              directory.apply(
                  tenant,
                  Owner.ENTENTE,
                  List.of(new RemoveMembers(id, members.people(), members.groups())),
                  actor);
          if (delta.members().removed() == 0) {
            throw missing(member);
          }
        });
  }

  /**
   * Adds those who can be added and tells of each what became of it; again, it changes nothing.
   *
   * @param wanted ids, user principal names or mails of people
   */
  public List<ImportedRow> importPeople(
      TenantId tenant, GroupId id, List<String> wanted, Actor actor) {
    return transactions.in(
        tenant,
        () -> {
          directory.lock(tenant);
          requireListed(get(tenant, id));
          requireOwn(tenant, id);
          var found = peopleMeant(tenant, wanted);
          var single = found.values().stream().filter(it -> it.size() == 1).toList();
          var members = new LinkedHashSet<UserId>();
          single.forEach(members::addAll);
          var before = store.directMembers(tenant, id, members);
          var added = members.stream().filter(it -> !before.contains(it)).toList();
          directory.apply(
              tenant, Owner.ENTENTE, List.of(new AddMembers(id, added, List.of())), actor);
          return outcomes(wanted, found, new LinkedHashSet<>(added));
        });
  }

  private static List<ImportedRow> outcomes(
      List<String> wanted, Map<String, List<UserId>> found, Set<UserId> added) {
    var rows = new ArrayList<ImportedRow>();
    for (var member : wanted) {
      var people = found.getOrDefault(member, List.of());
      rows.add(
          switch (people.size()) {
            case 0 -> new ImportedRow(member, Optional.empty(), Imported.NOT_FOUND);
            case 1 ->
                new ImportedRow(
                    member,
                    Optional.of(people.getFirst()),
                    // Named twice, somebody is added once.
                    added.remove(people.getFirst()) ? Imported.ADDED : Imported.ALREADY_MEMBER);
            default -> new ImportedRow(member, Optional.empty(), Imported.AMBIGUOUS);
          });
    }
    return rows;
  }

  private Map<String, List<UserId>> peopleMeant(TenantId tenant, List<String> wanted) {
    var ids = new HashMap<String, UserId>();
    var names = new LinkedHashSet<String>();
    for (var text : wanted) {
      UserId.find(text).ifPresentOrElse(it -> ids.put(text, it), () -> names.add(text));
    }
    var known = store.known(tenant, ids.values());
    var meant = new HashMap<>(store.peopleByNameOrMail(tenant, names));
    ids.forEach((text, id) -> meant.put(text, known.contains(id) ? List.of(id) : List.of()));
    return meant;
  }

  private void apply(
      TenantId tenant, Group group, Set<UUID> added, List<DirectoryChange> changes, Actor actor) {
    var all = new ArrayList<>(changes);
    if (!added.isEmpty()) {
      requireListed(group);
      var members = sorted(tenant, added);
      all.add(new AddMembers(group.id(), members.people(), members.groups()));
    }
    var delta = directory.apply(tenant, Owner.ENTENTE, all, actor);
    if (delta.members().added() < added.size()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          // Scripts look for Microsoft's own words.
          "One or more added object references already exist for the following modified"
              + " properties: 'members'.");
    }
  }

  private record Members(List<UserId> people, List<GroupId> groups) {}

  /** Which of them are people, and which are groups. */
  private Members sorted(TenantId tenant, Collection<UUID> ids) {
    var people = store.known(tenant, ids.stream().map(UserId::new).toList());
    var groups =
        ids.stream().filter(it -> !people.contains(new UserId(it))).map(GroupId::new).toList();
    for (var group : groups) {
      if (directory.group(tenant, group).isEmpty()) {
        throw missing(group.value());
      }
    }
    return new Members(List.copyOf(people), groups);
  }

  private Group get(TenantId tenant, GroupId id) {
    return directory.group(tenant, id).orElseThrow(() -> missing(id.value()));
  }

  /** Another owner's is refused though nobody is added. */
  private void requireOwn(TenantId tenant, GroupId id) {
    var owner = directory.ownerOf(tenant, id).orElseThrow(() -> missing(id.value()));
    if (owner != Owner.ENTENTE) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "The group belongs to the source %s and is changed there.".formatted(owner.label()));
    }
  }

  private static void requireListed(Group group) {
    if (group.isDynamic()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "The group is dynamic: its rule decides who is in it.",
          "members");
    }
  }

  private static Problem missing(UUID id) {
    return new Problem(Problem.Code.NOT_FOUND, "Resource '%s' does not exist.".formatted(id), "id");
  }
}
