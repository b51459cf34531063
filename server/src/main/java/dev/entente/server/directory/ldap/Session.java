package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.server.directory.SourceUnavailable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A connection to a server that has let us in, and what the server says of itself. */
public final class Session implements AutoCloseable {

  private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");
  private static final String[] OF_ITSELF = {
    "supportedCapabilities", "defaultNamingContext", "dsServiceName", "highestCommittedUSN"
  };

  private final LDAPConnection connection;
  private final String url;
  private final SearchResultEntry itself;

  private Session(LDAPConnection connection, String url, SearchResultEntry itself) {
    this.connection = connection;
    this.url = url;
    this.itself = itself;
  }

  static Session on(LDAPConnection connection, String url) throws LDAPException {
    var itself =
        Optional.ofNullable(connection.searchForEntry("", SearchScope.BASE, ANYTHING, OF_ITSELF));
    return new Session(
        connection,
        url,
        itself.orElseThrow(
            () ->
                new LDAPException(
                    ResultCode.NO_RESULTS_RETURNED, "the server says nothing of itself")));
  }

  public LDAPConnection connection() {
    return connection;
  }

  /** MS-ADTS §3.1.1.3.4.3.1: LDAP_CAP_ACTIVE_DIRECTORY_OID, which Samba has too. */
  public boolean isActiveDirectory() {
    return itself.hasAttributeValue("supportedCapabilities", "1.2.840.113556.1.4.800");
  }

  /** On Active Directory, the domain whose controller this is. */
  public String domain() throws LDAPException {
    return ofItself("defaultNamingContext");
  }

  /** On Active Directory, where its changes have come to. */
  long highestCommittedUsn() throws LDAPException {
    return Long.parseLong(ofItself("highestCommittedUSN"));
  }

  /** On Active Directory, the name of the controller's own entry. */
  String service() throws LDAPException {
    return ofItself("dsServiceName");
  }

  private String ofItself(String attribute) throws LDAPException {
    return Optional.ofNullable(itself.getAttributeValue(attribute))
        .orElseThrow(
            () ->
                new LDAPException(
                    ResultCode.NO_SUCH_ATTRIBUTE, "the server does not tell its " + attribute));
  }

  /** Whether the name is in the tree below the base, or the base itself. */
  static boolean isWithin(String name, String base) throws LDAPException {
    return DN.isDescendantOf(name, base, true);
  }

  /** The library keeps entries unless a listener takes them. */
  public static List<SearchResultEntry> entries(SearchResult result) {
    return Optional.ofNullable(result.getSearchEntries()).orElse(List.of());
  }

  public SourceUnavailable unavailable(LDAPException e) {
    return unavailable(url, e);
  }

  /** In words for an administrator. The library's messages hold no passwords. */
  static SourceUnavailable unavailable(String url, LDAPException e) {
    var what =
        switch (e.getResultCode().intValue()) {
          case ResultCode.INVALID_CREDENTIALS_INT_VALUE ->
              "refuses the sign-in: bindDn or password is wrong, or the account is locked";
          case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE ->
              "shows the account no more entries than its size limit: raise the limit";
          case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
              "has no entry of that name, or does not show it to the account: check the bases";
          case ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
              ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE ->
              "wants TLS: use ldaps:// or startTls";
          case ResultCode.REFERRAL_INT_VALUE ->
              "does not hold a base itself and refers to another server: name that one";
          case ResultCode.CONNECT_ERROR_INT_VALUE -> "cannot be reached";
          case ResultCode.SERVER_DOWN_INT_VALUE -> "has closed the connection";
          case ResultCode.TIMEOUT_INT_VALUE -> "does not answer in time";
          default -> "has failed";
        };
    return new SourceUnavailable("%s %s (%s).".formatted(url, what, detail(e)), e);
  }

  /** The server's own words or, where it has said nothing, the first cause. */
  private static String detail(LDAPException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Stream.of(e.getDiagnosticMessage(), cause.getMessage())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(e.getResultCode().getName());
  }

  @Override
  public void close() {
    connection.close();
  }
}
