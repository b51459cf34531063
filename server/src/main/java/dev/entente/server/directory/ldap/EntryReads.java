package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Entries by name, each by a read of its own, which needs no index on the server. */
final class EntryReads implements Cursor {

  /** Groups come with all of their members. */
  private static final int VALUES_AT_ONCE = 10_000;

  private final LDAPConnection connection;
  private final Deque<String> names;
  private final Filter filter;
  private final int size;
  private final String[] attributes;

  /**
   * @param names may grow until the first entries are asked for
   * @param filter entries that it does not match any longer are passed over
   */
  EntryReads(
      LDAPConnection connection,
      Deque<String> names,
      Filter filter,
      int size,
      String... attributes) {
    this.connection = connection;
    this.names = names;
    this.filter = filter;
    this.size = size;
    this.attributes = attributes;
  }

  @Override
  public boolean isDone() {
    return names.isEmpty();
  }

  @Override
  public List<SearchResultEntry> next() throws LDAPException {
    var entries = new ArrayList<SearchResultEntry>();
    var values = 0;
    for (var count = 0; count < size && values < VALUES_AT_ONCE && !names.isEmpty(); count++) {
      for (var entry : read(names.removeFirst())) {
        entries.add(entry);
        values += entry.getAttributes().stream().mapToInt(Attribute::size).sum();
      }
    }
    return entries;
  }

  private List<SearchResultEntry> read(String name) throws LDAPException {
    try {
      return Session.entries(connection.search(name, SearchScope.BASE, filter, attributes));
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return List.of();
      }
      throw e;
    }
  }
}
