package dev.entente.server.card;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;

/** Someone looking at someone's card. */
record Viewing(TenantId tenant, UserId viewer, UserId subject) {

  boolean isOfOneself() {
    return viewer.equals(subject);
  }
}
