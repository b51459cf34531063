package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Groups with the first range of their members, and then each further range as an entry of its own,
 * so that no more members than those of some ranges are held at once (MS-ADTS §3.1.1.3.1.3.3).
 */
final class Ranges implements Cursor {

  private static final int AT_ONCE = 10;

  private final LDAPConnection connection;
  private final PagedSearch groups;
  private final Deque<Rest> rests = new ArrayDeque<>();

  private record Rest(UUID group, int from) {}

  Ranges(LDAPConnection connection, PagedSearch groups) {
    this.connection = connection;
    this.groups = groups;
  }

  @Override
  public boolean isDone() {
    return groups.isDone() && rests.isEmpty();
  }

  @Override
  public List<SearchResultEntry> next() throws LDAPException {
    var entries = new ArrayList<SearchResultEntry>();
    if (rests.isEmpty()) {
      entries.addAll(groups.next());
      entries.forEach(this::noteRest);
    } else {
      for (var count = 0; count < AT_ONCE && !rests.isEmpty(); count++) {
        var rest = read(rests.removeFirst());
        rest.forEach(this::noteRest);
        entries.addAll(rest);
      }
    }
    return entries;
  }

  private void noteRest(SearchResultEntry entry) {
    var group = ActiveDirectoryNames.id(entry);
    var next = Range.of(entry).next();
    if (group.isPresent() && next.isPresent()) {
      rests.add(new Rest(group.orElseThrow(), next.orElseThrow()));
    }
  }

  /** A group that is gone meanwhile has no further members; the next run says so. */
  private List<SearchResultEntry> read(Rest rest) throws LDAPException {
    var request =
        new SearchRequest(
            ActiveDirectoryNames.base(rest.group()),
            SearchScope.BASE,
            Filter.createPresenceFilter("objectClass"),
            "objectGUID",
            Range.attribute(rest.from()));
    request.addControl(ActiveDirectoryNames.extended());
    try {
      return Session.entries(connection.search(request));
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return List.of();
      }
      throw e;
    }
  }
}
