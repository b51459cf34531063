package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;

/** Entries, some at a time. */
interface Cursor {

  boolean isDone();

  List<SearchResultEntry> next() throws LDAPException;

  /** Bases that are done and showed nothing. */
  default List<String> emptyBases() {
    return List.of();
  }
}
