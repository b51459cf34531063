package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The servers of one directory and what lets us in. The first that answers is stayed with: another
 * may be behind it.
 */
public final class Servers {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Active Directory itself gives up on a search after two minutes. */
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(130);

  /** A group of a million members in one entry. */
  private static final int LARGEST_MESSAGE = 128 << 20;

  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private final List<Endpoint> endpoints;
  private final SSLContext tls;
  private final Optional<Account> account;

  private Endpoint preferred;

  private Servers(List<Endpoint> endpoints, SSLContext tls, Optional<Account> account) {
    this.endpoints = endpoints;
    this.tls = tls;
    this.account = account;
    this.preferred = endpoints.getFirst();
  }

  /**
   * Checks the settings and connects nowhere yet.
   *
   * @param folder where {@code caFile} starts from
   * @throws Problem INVALID_REQUEST that names a setting at fault
   */
  public static Servers of(LdapAccess access, Path folder) {
    var urls = Optional.ofNullable(access.urls()).orElse(List.of());
    access.refuseUnless(
        !urls.isEmpty(), "urls", "urls lists at least one ldaps:// or ldap:// address.");
    var endpoints = urls.stream().map(it -> Endpoint.of(it, access)).toList();
    access.refuseUnless(
        (access.bindDn() == null) == (access.password() == null),
        "bindDn",
        "bindDn and %s.password belong together.".formatted(access.block()));
    var account =
        Optional.ofNullable(access.bindDn())
            .map(it -> new Account(it, Optional.ofNullable(access.password()).orElseThrow()));
    account.ifPresent(
        it ->
            access.refuseUnless(!it.password.reveal().isEmpty(), "password", "password is empty."));
    return new Servers(endpoints, tls(access, folder), account);
  }

  private record Account(String name, Secret password) {}

  private enum Security {
    PLAIN,
    START_TLS,
    TLS
  }

  private record Endpoint(String url, String host, int port, Security security) {

    static Endpoint of(String url, LdapAccess access) {
      var uri = uri(url, access);
      var tls = uri.getScheme().equals("ldaps");
      var onThisMachine = THIS_MACHINE.matcher(uri.getHost()).matches();
      var turns = Optional.ofNullable(access.startTls()).orElse(!onThisMachine);
      access.refuseUnless(
          tls || turns || onThisMachine,
          "startTls",
          "startTls is false, but %s is another machine, where the password needs TLS."
              .formatted(url));
      return new Endpoint(
          url,
          uri.getHost().replaceAll("[\\[\\]]", ""),
          uri.getPort() > 0 ? uri.getPort() : tls ? 636 : 389,
          tls ? Security.TLS : turns ? Security.START_TLS : Security.PLAIN);
    }

    private static URI uri(String url, LdapAccess access) {
      var rule = "urls: %s is not of the form ldaps://host or ldap://host:port.".formatted(url);
      try {
        var uri = URI.create(url.toLowerCase(Locale.ROOT));
        access.refuseUnless(
            List.of("ldaps", "ldap").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && List.of("", "/").contains(uri.getPath()),
            "urls",
            rule);
        return uri;
      } catch (IllegalArgumentException _) {
        throw access.fault("urls", rule);
      }
    }
  }

  private static SSLContext tls(LdapAccess access, Path folder) {
    try {
      var caFile = Optional.ofNullable(access.caFile()).map(folder::resolve);
      var context = SSLContext.getInstance("TLS");
      context.init(null, caFile.isPresent() ? trusting(caFile.orElseThrow(), access) : null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no TLS.", e);
    }
  }

  private static TrustManager[] trusting(Path caFile, LdapAccess access)
      throws GeneralSecurityException {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try (var file = Files.newInputStream(caFile)) {
      trusted.load(null, null);
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        trusted.setCertificateEntry(String.valueOf(trusted.size()), certificate);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw access.fault(
          "caFile", "caFile: %s cannot be read: %s".formatted(caFile, e.getMessage()));
    }
    access.refuseUnless(
        trusted.size() > 0,
        "caFile",
        "caFile: %s holds no certificate (PEM: -----BEGIN CERTIFICATE-----).".formatted(caFile));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  /** Connects and signs in. */
  public Session connect() throws SourceUnavailable {
    var failures = new ArrayList<SourceUnavailable>();
    for (var endpoint : inOrder()) {
      try {
        var session = connect(endpoint);
        preferred = endpoint;
        return session;
      } catch (LDAPException e) {
        var failure = Session.unavailable(endpoint.url, e);
        if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
          // The others know the account too, and lock it after a few wrong passwords.
          throw failure;
        }
        failures.add(failure);
      }
    }
    throw new SourceUnavailable(
        String.join(" ", failures.stream().map(SourceUnavailable::getMessage).toList()),
        failures.getLast());
  }

  private List<Endpoint> inOrder() {
    var order = new ArrayList<>(endpoints);
    order.remove(preferred);
    order.addFirst(preferred);
    return order;
  }

  private Session connect(Endpoint endpoint) throws LDAPException {
    var connection =
        new LDAPConnection(
            endpoint.security == Security.TLS ? tls.getSocketFactory() : SocketFactory.getDefault(),
            options());
    try {
      connection.connect(endpoint.host, endpoint.port);
      if (endpoint.security == Security.START_TLS) {
        startTls(connection);
      }
      if (endpoint.security != Security.PLAIN) {
        refuseOtherNames(connection, endpoint.host);
      }
      if (account.isPresent()) {
        var it = account.orElseThrow();
        connection.bind(new SimpleBindRequest(it.name, it.password.reveal()));
      }
      return Session.on(connection, endpoint.url);
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  private void startTls(LDAPConnection connection) throws LDAPException {
    var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
    if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(
          answer.getResultCode(), "the server refuses StartTLS: " + answer.getDiagnosticMessage());
    }
  }

  /** RFC 4513 §3.1.3. Here for both ways to TLS: the library's option leaves StartTLS out. */
  private static void refuseOtherNames(LDAPConnection connection, String host)
      throws LDAPException {
    var session = Optional.ofNullable(connection.getSSLSession());
    if (session.filter(it -> new HostNameSSLSocketVerifier(false).verify(host, it)).isEmpty()) {
      throw new LDAPException(
          ResultCode.CONNECT_ERROR, "the server's certificate does not name %s".formatted(host));
    }
  }

  private static LDAPConnectionOptions options() {
    var options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    options.setResponseTimeoutMillis(RESPONSE_TIMEOUT.toMillis());
    options.setAbandonOnTimeout(true);
    options.setFollowReferrals(false);
    options.setMaxMessageSize(LARGEST_MESSAGE);
    options.setUseSynchronousMode(true);
    return options;
  }
}
