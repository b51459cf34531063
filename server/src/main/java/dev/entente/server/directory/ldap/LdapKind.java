package dev.entente.server.directory.ldap;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceKind;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes LDAP directories a kind of source. */
@Component
class LdapKind implements SourceKind<LdapSettings> {

  private final SeenStore seen;
  private final Clock clock;

  LdapKind(SeenStore seen, Clock clock) {
    this.seen = seen;
    this.clock = clock;
  }

  @Override
  public Owner owner() {
    return Owner.LDAP;
  }

  @Override
  public Class<LdapSettings> settings() {
    return LdapSettings.class;
  }

  @Override
  public DirectorySource open(TenantId tenant, LdapSettings settings, Path folder) {
    return LdapSource.of(tenant, settings, folder, () -> seen.all(tenant), clock);
  }
}
