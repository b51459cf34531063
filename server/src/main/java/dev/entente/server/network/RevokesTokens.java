package dev.entente.server.network;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;

/** A network that takes tokens back (RFC 7009 §2). */
public interface RevokesTokens extends Network {

  /** Whether the network took it; false when it refused or could not be reached. */
  boolean revoke(TenantId tenant, Secret accessToken);
}
