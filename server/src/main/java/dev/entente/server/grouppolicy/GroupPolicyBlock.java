package dev.entente.server.grouppolicy;

import dev.entente.server.directory.ldap.Servers;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.TenantBlock;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The block {@code groupPolicy} of a tenant in the provisioning file. */
@Component
class GroupPolicyBlock implements TenantBlock<DomainSettings> {

  private final Domains domains;

  GroupPolicyBlock(Domains domains) {
    this.domains = domains;
  }

  @Override
  public String name() {
    return DomainSettings.BLOCK;
  }

  @Override
  public Class<DomainSettings> settings() {
    return DomainSettings.class;
  }

  @Override
  public void configure(TenantId tenant, DomainSettings settings, Path folder) {
    settings.check();
    var servers = Servers.of(settings.access(), folder);
    domains.configure(
        tenant, settings.checkedDomain(), () -> DomainController.connect(servers, settings));
  }
}
