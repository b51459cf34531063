package dev.entente.server.directory;

import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Finds people and groups, a page at a time, by display name, then id. */
@Service
public class DirectorySearch {

  private final SearchStore store;
  private final TenantTransactions transactions;

  DirectorySearch(SearchStore store, TenantTransactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  public List<Person> people(
      TenantId tenant, Filter<PersonField> filter, Optional<Place> after, int limit) {
    return transactions.in(tenant, () -> store.people(tenant, filter, after, limit));
  }

  public int countPeople(TenantId tenant, Filter<PersonField> filter) {
    return transactions.in(tenant, () -> store.countPeople(tenant, filter));
  }

  public List<OwnedGroup> groups(
      TenantId tenant, Filter<GroupField> filter, Optional<Place> after, int limit) {
    return transactions.in(tenant, () -> store.groups(tenant, filter, after, limit));
  }

  public Optional<OwnedGroup> group(TenantId tenant, GroupId id) {
    var byId = new Filter.OneOf<>(GroupField.ID, List.of(id.toString()));
    return groups(tenant, byId, Optional.empty(), 1).stream().findFirst();
  }

  public int countGroups(TenantId tenant, Filter<GroupField> filter) {
    return transactions.in(tenant, () -> store.countGroups(tenant, filter));
  }
}
