package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Page;
import dev.entente.server.directory.ResyncRequired;
import dev.entente.server.directory.SourceUnavailable;
import dev.entente.server.kernel.TenantId;
import java.time.Clock;
import java.util.Optional;

/** One tenant's LDAP directory. Which kind of server answers is found out at each connection. */
final class LdapSource implements DirectorySource {

  private final Servers servers;
  private final ActiveDirectory activeDirectory;
  private final StandardServer standardServer;

  private Optional<Session> session = Optional.empty();
  private Optional<Run> run = Optional.empty();

  LdapSource(TenantId tenant, LdapSettings settings, Servers servers, Clock clock) {
    this.servers = servers;
    this.activeDirectory = new ActiveDirectory(tenant, settings, clock);
    this.standardServer = new StandardServer(tenant, settings, clock);
  }

  @Override
  public Owner owner() {
    return Owner.LDAP;
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
