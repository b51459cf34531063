package dev.entente.server.network;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;

/** A network that hands a member's own data to an app the member chose. */
public interface SharesOwnData extends Network {

  /**
   * @param tenant whose share of the call budget is used
   */
  Answer<OwnData> ownData(TenantId tenant, Secret accessToken, Category category);
}
