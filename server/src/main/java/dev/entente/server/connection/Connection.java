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

  /** Whether it may be used. */
  public boolean isLive() {
    return ended.isEmpty();
  }

  /** As it really stands: No and time end it at once, its row follows (mission row M6). */
  Connection under(long tenantConsentEpoch, Instant now) {
    if (!isLive()) {
      return this;
    }
    if (consentEpoch < tenantConsentEpoch) {
      return ended(new Ended(now, EndReason.WITHDRAWN_BY_ADMINISTRATOR));
    }
    return now.isBefore(tokenExpiresAt)
        ? this
        : ended(new Ended(tokenExpiresAt, EndReason.EXPIRED));
  }

  private Connection ended(Ended end) {
    return new Connection(
        id, owner, network, direction, consentEpoch, connectedAt, tokenExpiresAt, Optional.of(end));
  }
}
