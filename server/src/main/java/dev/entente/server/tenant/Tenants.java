package dev.entente.server.tenant;

import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** All tenants of this server. */
@Service
public class Tenants {

  /**
   * @throws dev.entente.server.kernel.Problem NOT_FOUND when there is none
   */
  public Tenant get(TenantId id) {
    throw new UnsupportedOperationException();
  }

  public Optional<Tenant> find(TenantId id) {
    throw new UnsupportedOperationException();
  }

  /** The tenant of a mail domain, in any case. */
  public Optional<Tenant> byDomain(String domain) {
    throw new UnsupportedOperationException();
  }

  public Optional<Tenant> byIssuer(URI issuer) {
    throw new UnsupportedOperationException();
  }

  public List<Tenant> all() {
    throw new UnsupportedOperationException();
  }
}
