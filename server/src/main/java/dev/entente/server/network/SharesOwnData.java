package dev.entente.server.network;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;

/** A network that hands a member's own data to an app the member chose. */
public interface SharesOwnData extends Network {

  /**
   * What we use of the category, and no more; {@link Answer.Nothing} when we use none of it.
   *
   * @param tenant whose share of the call budget is used
   */
  Answer<OwnData> ownData(TenantId tenant, Secret accessToken, Category category);
}
