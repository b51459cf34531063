package dev.entente.server.connection;

import dev.entente.server.connection.ConsentNotice.Agreement;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A connection that somebody began and has not finished.
 *
 * @param departure for the network; empty before
 */
record PendingConnection(
    UUID id,
    UserId owner,
    String network,
    Direction direction,
    String returnTo,
    Instant expiresAt,
    Optional<Departure> departure) {

  /**
   * The browser session that went to the network, and what its person had agreed to by then.
   *
   * @param consentEpoch the tenant's epoch at that moment
   */
  record Departure(String sessionHash, Agreement agreement, long consentEpoch) {}

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Its departure, when this is the same person in the same browser (RFC 6749 §10.12). */
  Optional<Departure> departureOf(UserId person, String session) {
    return departure.filter(
        it -> owner.equals(person) && it.sessionHash().equals(Fingerprints.of(session)));
  }
}
