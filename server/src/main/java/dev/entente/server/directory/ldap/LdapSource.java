package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.Part;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One tenant's LDAP directory. Which kind of server answers is found out at each connection. */
final class LdapSource implements DirectorySource {

  private final Servers servers;
  private final ActiveDirectory activeDirectory;
  private final StandardServer standardServer;
  private final List<Part> mayConceal;

  private Optional<Session> session = Optional.empty();
  private Optional<Run> run = Optional.empty();

  private LdapSource(
      Servers servers,
      ActiveDirectory activeDirectory,
      StandardServer standard,
      List<Part> mayConceal) {
    this.servers = servers;
    this.activeDirectory = activeDirectory;
    this.standardServer = standard;
    this.mayConceal = mayConceal;
  }

  /**
   * @param folder where relative paths start from
   * @param seen what we made of which entries
   * @throws Problem INVALID_REQUEST that names a setting at fault
   */
  static LdapSource of(
      TenantId tenant,
      LdapSettings settings,
      Path folder,
      Supplier<Map<UUID, Seen>> seen,
      Clock clock) {
    settings.check();
    return new LdapSource(
        Servers.of(settings.access(), folder),
        new ActiveDirectory(tenant, settings, clock),
        new StandardServer(settings, seen, clock),
        settings.groupScope().bases().isEmpty()
            ? List.of(Part.PEOPLE)
            : List.of(Part.PEOPLE, Part.GROUPS));
  }

  @Override
  public Owner owner() {
    return Owner.LDAP;
  }

  /** Groups that nobody wants to be read are meant to go. */
  @Override
  public List<Part> mayConceal() {
    return mayConceal;
  }

  @Override
  public Page read(Checkpoint from) throws SourceUnavailable, ResyncRequired {
    var connected = session.isPresent() ? session.orElseThrow() : servers.connect();
    session = Optional.of(connected);
    try {
      var going = run.filter(it -> it.isAt(from));
      var current = going.isPresent() ? going.orElseThrow() : begin(connected, from);
      var page = current.next();
      run = page.last() ? Optional.empty() : Optional.of(current);
      return page;
    } catch (LDAPException e) {
      close();
      throw connected.unavailable(e);
    }
  }

  private Run begin(Session connected, Checkpoint from) throws LDAPException, ResyncRequired {
    var position = Position.of(from);
    return connected.isActiveDirectory()
        ? activeDirectory.run(connected, position)
        : standardServer.run(connected, position);
  }

  @Override
  public void close() {
    run = Optional.empty();
    session.ifPresent(Session::close);
    session = Optional.empty();
  }
}
