package dev.entente.server.connection;

import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A connection that somebody began and has not finished.
 *
 * @param sessionHash of the browser session that was sent to the network; empty before
 * @param locale the language in which consent was asked
 */
record PendingConnection(
    UUID id,
    UserId owner,
    String network,
    Direction direction,
    String returnTo,
    String locale,
    Instant expiresAt,
    Optional<String> sessionHash) {

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Whether this is the browser session of the person who began (RFC 6749 §10.12). */
  boolean belongsTo(UserId person, String session) {
    return owner.equals(person) && sessionHash.equals(Optional.of(Fingerprints.of(session)));
  }
}
