package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A domain controller of Active Directory, played by Samba: one for all tests. It wants the ports
 * of LDAP, so that it has a loopback address to itself.
 */
public final class SambaDomain {

  static final String DOMAIN = "DC=northlight,DC=example";
  public static final String ADMIN = "Administrator@northlight.example";

  /** An account without any special rights. */
  public static final String READER = "reader@northlight.example";

  public static final Secret PASSWORD = new Secret("a-Passw0rd-for-tests");

  private static final class Running {
    private static final SambaDomain SERVER = new SambaDomain("samba", 1, "ldap");
  }

  private static final class RunningWithFiles {
    private static final SambaDomain SERVER =
        new SambaDomain("samba-files", 2, "s3fs, rpc, ldap, cldap, kdc, winbindd");
  }

  private final Path folder;
  private final Certificate certificate;
  private final String address;

  private SambaDomain(String name, int number, String services) {
    folder = Daemon.folder(name);
    certificate = Certificate.in(folder);
    address = address(ProcessHandle.current().pid(), number);
    Daemon.run(
        folder,
        List.of(
            "/usr/bin/samba-tool",
            "domain",
            "provision",
            "--targetdir=" + folder,
            "--realm=NORTHLIGHT.EXAMPLE",
            "--domain=NORTHLIGHT",
            "--server-role=dc",
            "--dns-backend=NONE",
            "--adminpass=" + PASSWORD.reveal(),
            "--host-name=dc1",
            "--host-ip=" + address,
            "--option=interfaces=%s/8".formatted(address),
            "--option=bind interfaces only=yes",
            "--option=log file=%s/log.%%m".formatted(folder),
            "--option=ldb:nosync=yes"));
    serve(services);
    Daemon.run(
        folder,
        List.of(
            "/usr/bin/samba-tool",
            "user",
            "create",
            "reader",
            PASSWORD.reveal(),
            "-s",
            configuration().toString()));
    hideWhatWasDeleted();
    Daemon.start(folder, "/usr/sbin/samba", "-i", "-M", "single", "-s", configuration().toString());
    Await.bound(address, 389, ADMIN, PASSWORD, Duration.ofMinutes(1)).close();
  }

  /** As Windows has it: only administrators see what was deleted. */
  private void hideWhatWasDeleted() {
    Daemon.run(
        folder,
        List.of(
            "/usr/bin/python3",
            "-c",
            """
            import ldb, sys
            from samba.auth import system_session
            from samba.dcerpc import security
            from samba.ndr import ndr_pack
            from samba.param import LoadParm
            from samba.samdb import SamDB
            options = LoadParm()
            options.load(sys.argv[1])
            directory = SamDB(session_info=system_session(), lp=options)
            sid = security.dom_sid(directory.get_domain_sid())
            access = security.descriptor.from_sddl("O:DAG:DAD:P(A;;GA;;;DA)(A;;GA;;;SY)", sid)
            message = ldb.Message(ldb.Dn(directory, "CN=Deleted Objects," + sys.argv[2]))
            message["access"] = ldb.MessageElement(
                ndr_pack(access), ldb.FLAG_MOD_REPLACE, "nTSecurityDescriptor")
            directory.modify(message, controls=["show_deleted:1", "sd_flags:1:7"])
            """,
            configuration().toString(),
            DOMAIN));
  }

  /** But from administrators of the server. */
  void hideFromEveryone(String unit) {
    Daemon.run(
        folder,
        List.of(
            "/usr/bin/samba-tool",
            "dsacl",
            "set",
            "--objectdn=" + unit,
            "--sddl=(D;CI;RPLCLO;;;AU)",
            "-s",
            configuration().toString()));
  }

  private void serve(String services) {
    try {
      Files.createDirectories(folder.resolve("cache"));
      Files.createDirectories(folder.resolve("ncalrpc"));
      var file = configuration();
      var text =
          Files.readString(file)
              .replaceFirst("server services = .*", "server services = " + services)
              .replaceFirst(
                  "\\[global]",
                  """
                  [global]
                  ldap server require strong auth = no
                  pid directory = %1$s
                  ncalrpc dir = %1$s/ncalrpc
                  tls keyfile = %2$s
                  tls certfile = %3$s
                  tls cafile = %3$s
                  """
                      .formatted(folder, certificate.key(), certificate.certificate()));
      Daemon.write(file, text);
      // Samba refuses a key that others may read.
      Files.setPosixFilePermissions(
          certificate.key(), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String address(long pid, int number) {
    return "127.%d.%d.%d".formatted(100 + pid / 256 % 100, pid % 256, number);
  }

  /** Makes it and starts it, if nobody has yet. */
  static SambaDomain get() {
    Daemon.require("samba", "samba samba-ad-dc samba-ad-provision");
    return Running.SERVER;
  }

  /** One that serves files too, and takes longer to start. */
  public static SambaDomain withFiles() {
    Daemon.require("samba", "samba samba-ad-dc samba-ad-provision");
    return RunningWithFiles.SERVER;
  }

  /** For Samba's own tools. */
  public Path configuration() {
    return folder.resolve("etc/smb.conf");
  }

  public LDAPConnection admin() {
    return Await.bound(address, 389, ADMIN, PASSWORD, Duration.ofSeconds(5));
  }

  public String address() {
    return address;
  }

  public String url() {
    return "ldap://" + address;
  }
}
