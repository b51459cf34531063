package dev.entente.server.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The subtrees of some bases, by RFC 2696. Its cookies live as long as the connection. References
 * to other servers are passed over.
 */
final class PagedSearch implements Cursor {

  private final LDAPConnection connection;
  private final Deque<String> bases;
  private final Filter filter;
  private final int size;
  private final Control[] controls;
  private final String[] attributes;

  private final List<String> emptyBases = new ArrayList<>();

  private @Nullable ASN1OctetString cookie;
  private boolean baseIsEmpty = true;

  PagedSearch(
      LDAPConnection connection,
      List<String> bases,
      Filter filter,
      int size,
      List<Control> controls,
      String... attributes) {
    this.connection = connection;
    this.bases = new ArrayDeque<>(bases);
    this.filter = filter;
    this.size = size;
    this.controls = controls.toArray(Control[]::new);
    this.attributes = attributes;
  }

  @Override
  public boolean isDone() {
    return bases.isEmpty();
  }

  @Override
  public List<String> emptyBases() {
    return List.copyOf(emptyBases);
  }

  @Override
  public List<SearchResultEntry> next() throws LDAPException {
    if (isDone()) {
      return List.of();
    }
    var request = new SearchRequest(bases.getFirst(), SearchScope.SUB, filter, attributes);
    request.setControls(controls);
    request.addControl(new SimplePagedResultsControl(size, cookie, true));
    var result = connection.search(request);
    cookie =
        Optional.ofNullable(SimplePagedResultsControl.get(result))
            .filter(SimplePagedResultsControl::moreResultsToReturn)
            .map(SimplePagedResultsControl::getCookie)
            .orElse(null);
    var entries = Session.entries(result);
    baseIsEmpty &= entries.isEmpty();
    if (cookie == null) {
      var base = bases.removeFirst();
      if (baseIsEmpty) {
        emptyBases.add(base);
      }
      baseIsEmpty = true;
    }
    return entries;
  }
}
