package dev.entente.server.network;

import dev.entente.server.kernel.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a member granted by signing in at the network.
 *
 * @param member the network's identifier of the member for this app (OpenID Connect {@code sub},
 *     pairwise)
 * @param accessToken for calls on the member's behalf
 * @param scopes as granted
 */
public record MemberGrant(
    String member,
    Secret accessToken,
    Instant expiresAt,
    Optional<Secret> refreshToken,
    Set<String> scopes) {

  public MemberGrant {
    scopes = Set.copyOf(scopes);
  }
}
