package dev.entente.server.directory;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The people and groups of each tenant. */
@Service
public class Directory {

  private final DirectoryStore store;
  private final TenantTransactions transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Directory(
      DirectoryStore store,
      TenantTransactions transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  public Optional<Person> person(TenantId tenant, UserId id) {
    return transactions.in(tenant, () -> store.person(tenant, id));
  }

  /** In any case: directories do not tell {@code Ada@} from {@code ada@}. */
  public Optional<Person> personByPrincipalName(TenantId tenant, String userPrincipalName) {
    return transactions.in(tenant, () -> store.personByPrincipalName(tenant, userPrincipalName));
  }

  /**
   * By display name, then id, so that pages are stable; {@code after} is the last one already seen.
   */
  public List<Person> people(TenantId tenant, Optional<UserId> after, int limit) {
    return transactions.in(tenant, () -> store.people(tenant, after, limit));
  }

  public List<Person> reportsOf(TenantId tenant, UserId manager) {
    return transactions.in(tenant, () -> store.reportsOf(tenant, manager));
  }

  public Optional<Photo> photo(TenantId tenant, UserId id) {
    return transactions.in(tenant, () -> store.photo(tenant, id));
  }

  public Optional<Group> group(TenantId tenant, GroupId id) {
    return transactions.in(tenant, () -> store.group(tenant, id));
  }

  /** By the beginning of the name or mail, or by id; case does not matter. */
  public List<Group> findGroups(TenantId tenant, String text, int limit) {
    return transactions.in(tenant, () -> store.findGroups(tenant, text.strip(), limit));
  }

  /** Whether the person is in the group, directly or through nested security groups. */
  public boolean isMember(TenantId tenant, UserId person, GroupId group) {
    return transactions.in(tenant, () -> store.isMember(tenant, person, group));
  }

  /** What a decision needs of a person and, where one is selected, a group; one round trip. */
  public MembershipFacts membershipFacts(TenantId tenant, UserId person, Optional<GroupId> group) {
    return transactions.in(tenant, () -> store.membershipFacts(tenant, person, group));
  }

  /** How many people the group has, nested groups counted (M7: shown before Save). */
  public int effectiveMemberCount(TenantId tenant, GroupId group) {
    return transactions.in(tenant, () -> store.effectiveMemberCount(tenant, group));
  }

  /** Puts a full load in place of what was there, wholly or not at all. */
  public DirectoryLoaded replaceAll(TenantId tenant, DirectoryLoad load) {
    return transactions.in(
        tenant,
        () -> {
          store.replaceAll(tenant, load);
          var loaded =
              new DirectoryLoaded(
                  tenant, clock.instant(), load.people().size(), load.groups().size());
          events.publishEvent(loaded);
          return loaded;
        });
  }
}
