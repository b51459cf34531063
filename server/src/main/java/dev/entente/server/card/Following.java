package dev.entente.server.card;

import dev.entente.server.network.OwnData;
import java.util.Set;

/**
 * Of the viewer's own interests on LinkedIn, the organisations they follow; the rest of what
 * LinkedIn sends is dropped on arrival.
 */
record Following(Set<String> organizations) {

  Following {
    organizations = Set.copyOf(organizations);
  }

  static Following nothing() {
    return new Following(Set.of());
  }

  static Following of(OwnData interests) {
    return new Following(Background.names(interests, "COMPANY_FOLLOWS", "Organization"));
  }

  int size() {
    return organizations.size();
  }
}
