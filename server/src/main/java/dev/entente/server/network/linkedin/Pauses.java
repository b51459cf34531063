package dev.entente.server.network.linkedin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.entente.server.kernel.Sha256;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.linkedin.Reply.Received;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom LinkedIn has told to wait, and until when. Its limits are a member's or the app's: a member
 * who has used theirs up keeps no other member waiting, nor one tenant another.
 */
final class Pauses {

  /** A mistake of LinkedIn's must not lock anybody out for long. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String APP = "app";

  private final Cache<Limited, Instant> ends =
      Caffeine.newBuilder().expireAfterWrite(LONGEST).maximumSize(100_000).build();
  private final Clock clock;

  /**
   * @param by the token's fingerprint, for nothing here holds a token; or the app, which asks
   *     without one
   */
  private record Limited(TenantId tenant, String host, String by) {}

  Pauses(Clock clock) {
    this.clock = clock;
  }

  /** What LinkedIn would answer, while it has told this caller to wait. */
  Optional<Received> answer(TenantId tenant, HttpRequest request) {
    return Optional.ofNullable(ends.getIfPresent(limited(tenant, request)))
        .map(end -> Duration.between(clock.instant(), end))
        .filter(Duration::isPositive)
        .map(left -> new Received(TOO_MANY_REQUESTS, RetryAfter.header(left), new byte[0]));
  }

  /** Heeds a 429 that says how long; one that does not is told to this caller only. */
  void heed(TenantId tenant, HttpRequest request, Reply reply) {
    if (reply instanceof Received received && received.status() == TOO_MANY_REQUESTS) {
      var now = clock.instant();
      RetryAfter.of(received, now)
          .map(delay -> delay.compareTo(LONGEST) < 0 ? delay : LONGEST)
          .ifPresent(delay -> ends.put(limited(tenant, request), now.plus(delay)));
    }
  }

  private static Limited limited(TenantId tenant, HttpRequest request) {
    var by = request.headers().firstValue("Authorization").map(Sha256::hex).orElse(APP);
    return new Limited(tenant, request.uri().getAuthority(), by);
  }
}
