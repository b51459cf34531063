package dev.entente.server.directory;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The people and groups of each tenant. */
@Service
public class Directory {

  private final DirectoryStore store;
  private final SearchStore search;
  private final TenantTransactions transactions;
  private final Changes changes;

  Directory(
      DirectoryStore store, SearchStore search, TenantTransactions transactions, Changes changes) {
    this.store = store;
    this.search = search;
    this.transactions = transactions;
    this.changes = changes;
  }

  public Optional<Person> person(TenantId tenant, UserId id) {
    return transactions.in(tenant, () -> store.person(tenant, id));
  }

  /** In any case: directories do not tell {@code Ada@} from {@code ada@}. */
  public Optional<Person> personByPrincipalName(TenantId tenant, String userPrincipalName) {
    return transactions.in(tenant, () -> store.personByPrincipalName(tenant, userPrincipalName));
  }

  /**
   * Who has each of the user principal names, which are in lower case; names that nobody has are
   * left out.
   */
  public Map<String, UserId> peopleByPrincipalName(
      TenantId tenant, Collection<String> userPrincipalNames) {
    return transactions.in(tenant, () -> store.peopleByPrincipalName(tenant, userPrincipalNames));
  }

  /** Those of the people who are members of the group themselves. */
  public Set<UserId> directMembersAmong(TenantId tenant, GroupId group, List<UserId> people) {
    return transactions.in(tenant, () -> search.directMembers(tenant, group, people));
  }

  /** By what the organisation's provisioning client calls the person (RFC 7643 §3.1). */
  public Optional<Person> personByExternalId(TenantId tenant, String externalId) {
    return transactions.in(tenant, () -> store.personByExternalId(tenant, externalId));
  }

  /**
   * By display name, then id, so that pages are stable; {@code after} is the last one already seen.
   */
  public List<Person> people(TenantId tenant, Optional<UserId> after, int limit) {
    return transactions.in(
        tenant,
        () -> {
          after.ifPresent(it -> requirePlace(tenant, it));
          return store.people(tenant, after, limit);
        });
  }

  private void requirePlace(TenantId tenant, UserId last) {
    if (store.person(tenant, last).isEmpty()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "The last person of that page has left meanwhile. Start at the first page.",
          "after");
    }
  }

  /** Those of them whom the directory knows, in no order. */
  public List<Person> people(TenantId tenant, Collection<UserId> ids) {
    return transactions.in(tenant, () -> store.people(tenant, ids));
  }

  /** By name, at most {@code limit} of them. */
  public List<Person> reportsOf(TenantId tenant, UserId manager, int limit) {
    return transactions.in(tenant, () -> store.reportsOf(tenant, manager, limit));
  }

  public boolean hasPhoto(TenantId tenant, UserId id) {
    return transactions.in(tenant, () -> store.hasPhoto(tenant, id));
  }

  public Optional<Photo> photo(TenantId tenant, UserId id) {
    return transactions.in(tenant, () -> store.photo(tenant, id));
  }

  public Optional<Group> group(TenantId tenant, GroupId id) {
    return transactions.in(tenant, () -> store.group(tenant, id));
  }

  /** By id where the text is one, else by the beginning of the name or mail in any case. */
  public List<Group> findGroups(TenantId tenant, String text, int limit) {
    if (text.indexOf('\0') >= 0) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, "No group's name or mail holds the character NUL.");
    }
    return transactions.in(
        tenant,
        () ->
            GroupId.find(text.strip())
                .map(it -> store.group(tenant, it).stream().toList())
                .orElseGet(() -> store.findGroups(tenant, text.strip(), limit)));
  }

  /** Who says what the group is; empty when there is no such group. */
  public Optional<Owner> ownerOf(TenantId tenant, GroupId group) {
    return transactions.in(tenant, () -> store.ownerOf(tenant, group));
  }

  /** By display name, then id, like {@link #people}. */
  public List<Group> groups(TenantId tenant, Optional<GroupId> after, int limit) {
    return transactions.in(tenant, () -> store.groups(tenant, after, limit));
  }

  /** Like {@link #summary}, of a very large group not all: for many groups on a page. */
  public Optional<GroupSummary> glance(TenantId tenant, GroupId group) {
    return transactions.in(tenant, () -> store.glance(tenant, group));
  }

  /** What an administrator wants to see of a group before selecting it (mission row M7). */
  public Optional<GroupSummary> summary(TenantId tenant, GroupId group) {
    return transactions.in(tenant, () -> store.summary(tenant, group));
  }

  /**
   * Until the caller's transaction ends, nobody else changes the tenant's people and groups: what
   * it reads from here on is what it changes. Taken before any row is locked, lest two wait for
   * each other.
   */
  public void lock(TenantId tenant) {
    changes.lock(tenant);
  }

  /**
   * Applies all changes or none, in the order given, and says what they really changed. They hold
   * from the commit on.
   *
   * @param owner whose rows are changed; people of any owner may be members
   * @throws Problem CONFLICT when a row is another owner's, which the message names, or when two
   *     people would have one user principal name; INVALID_REQUEST for an unknown person or group,
   *     for a name that is too long and for nesting that cannot be
   */
  public DirectoryDelta apply(
      TenantId tenant, Owner owner, List<DirectoryChange> changes, Actor actor) {
    return this.changes.apply(tenant, owner, Changes.Extent.INCREMENTAL, changes, actor);
  }

  /**
   * Puts a full load in place of all that the owner has, wholly or not at all.
   *
   * @throws Problem as {@link #apply} does
   */
  public DirectoryDelta replaceAll(
      TenantId tenant, Owner owner, List<DirectoryChange> load, Actor actor) {
    return changes.apply(tenant, owner, Changes.Extent.FULL, load, actor);
  }
}
