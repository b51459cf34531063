package dev.entente.server.custody;

import dev.entente.server.kernel.TenantId;

/** A sealed value that does not belong where it was found. */
public final class SealBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SealBroken(TenantId tenant, String purpose, Throwable cause) {
    super("The sealed value at " + purpose + " of tenant " + tenant + " cannot be opened.", cause);
  }
}
