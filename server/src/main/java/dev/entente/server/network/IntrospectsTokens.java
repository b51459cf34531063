package dev.entente.server.network;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;

/** A network that says whether a token still holds (RFC 7662 §2). */
public interface IntrospectsTokens extends Network {

  /**
   * {@link Answer.Got} while the token is active, {@link Answer.TokenEnded} when it no longer is.
   */
  Answer<Boolean> introspect(TenantId tenant, Secret accessToken);
}
