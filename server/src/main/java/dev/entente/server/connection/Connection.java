package dev.entente.server.connection;

import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's link to one member of a network.
 *
 * @param network its name in the API
 * @param consentEpoch the tenant's epoch when the person consented
 * @param tokenExpiresAt when the network's token runs out and the person has to connect again
 */
public record Connection(
    ConnectionId id,
    UserId owner,
    String network,
    Direction direction,
    long consentEpoch,
    Instant connectedAt,
    Instant tokenExpiresAt,
    Optional<Ended> ended) {

  /** When and why it ended. */
  public record Ended(Instant at, EndReason reason) {}

  /** Whether it may be used, under the tenant's epoch of now. */
  public boolean isLive(long tenantConsentEpoch, Instant now) {
    return ended.isEmpty() && consentEpoch == tenantConsentEpoch && now.isBefore(tokenExpiresAt);
  }
}
