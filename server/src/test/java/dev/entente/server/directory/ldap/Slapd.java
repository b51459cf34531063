package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** OpenLDAP's server, one for all tests. */
final class Slapd {

  static final String SUFFIX = "dc=x,dc=example";
  static final String ADMIN = "cn=admin," + SUFFIX;

  /** Is shown no more than 20 entries by a search. */
  static final String LIMITED = "cn=limited," + SUFFIX;

  static final Secret PASSWORD = new Secret("a-password-for-tests");

  private static final class Running {
    private static final Slapd SERVER = new Slapd();
  }

  private final Path folder = Daemon.folder("slapd");
  private final Certificate certificate = Certificate.in(folder);
  private final int port = freePort();
  private final int tlsPort = freePort();

  private Slapd() {
    try {
      Files.createDirectories(folder.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Daemon.write(
        folder.resolve("slapd.conf"),
        """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        moduleload ppolicy
        pidfile %1$s/slapd.pid
        TLSCACertificateFile %2$s
        TLSCertificateFile %2$s
        TLSCertificateKeyFile %3$s
        database mdb
        suffix %4$s
        rootdn %5$s
        rootpw %6$s
        directory %1$s/data
        maxsize 268435456
        dbnosync
        limits dn.exact="%7$s" size.soft=20 size.hard=20 size.prtotal=20
        access to attrs=userPassword by anonymous auth
        access to * by users read
        overlay ppolicy
        """
            .formatted(
                folder,
                certificate.certificate(),
                certificate.key(),
                SUFFIX,
                ADMIN,
                PASSWORD.reveal(),
                LIMITED));
    Daemon.start(
        folder,
        "/usr/sbin/slapd",
        "-d",
        "0",
        "-f",
        folder.resolve("slapd.conf").toString(),
        "-h",
        url() + " " + tlsUrl());
    try (var admin = Await.bound("127.0.0.1", port, ADMIN, PASSWORD, Duration.ofSeconds(30))) {
      admin.add("dn: " + SUFFIX, "objectClass: domain", "dc: x");
      admin.add(
          "dn: " + LIMITED,
          "objectClass: simpleSecurityObject",
          "objectClass: organizationalRole",
          "cn: limited",
          "userPassword: " + PASSWORD.reveal());
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it, if nobody has yet. */
  static Slapd get() {
    Daemon.require("slapd", "slapd");
    return Running.SERVER;
  }

  LDAPConnection admin() {
    return Await.bound("127.0.0.1", port, ADMIN, PASSWORD, Duration.ofSeconds(5));
  }

  int port() {
    return port;
  }

  String url() {
    return "ldap://127.0.0.1:" + port;
  }

  String tlsUrl() {
    return "ldaps://127.0.0.1:" + tlsPort;
  }

  Path certificate() {
    return certificate.certificate();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
