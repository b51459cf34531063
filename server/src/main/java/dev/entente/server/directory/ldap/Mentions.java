package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries that name some others, a few names at a time. */
final class Mentions implements Cursor {

  /** Servers bound the length of a filter. */
  private static final int NAMES = 50;

  private final Deque<String> names;
  private final List<String> attributes;
  private final Function<Filter, PagedSearch> searches;

  private @Nullable PagedSearch search;

  /**
   * @param names may grow until the first entries are asked for
   * @param attributes that may hold a name
   * @param searches a search for what a filter says, among the entries in question
   */
  Mentions(Deque<String> names, List<String> attributes, Function<Filter, PagedSearch> searches) {
    this.names = names;
    this.attributes = attributes;
    this.searches = searches;
  }

  @Override
  public boolean isDone() {
    return names.isEmpty() && (search == null || search.isDone());
  }

  @Override
  public List<SearchResultEntry> next() throws LDAPException {
    if (isDone()) {
      return List.of();
    }
    var going = search == null || search.isDone() ? searches.apply(named(some())) : search;
    search = going;
    return going.next();
  }

  private List<String> some() {
    var some = new ArrayList<String>();
    while (some.size() < NAMES && !names.isEmpty()) {
      some.add(names.removeFirst());
    }
    return some;
  }

  private Filter named(List<String> some) {
    return Filter.createORFilter(
        some.stream()
            .flatMap(name -> attributes.stream().map(it -> Filter.createEqualityFilter(it, name)))
            .toList());
  }
}
