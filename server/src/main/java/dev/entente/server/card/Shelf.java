package dev.entente.server.card;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.entente.server.connection.ConnectionId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** One kind of network data in memory, each viewer's apart, on one clock. */
final class Shelf<T> {

  private static final int OVERHEAD_BYTES = 256;

  /** Long enough that not every card asks again, short enough to see when it has come. */
  private static final Duration NOT_YET = Duration.ofMinutes(1);

  private final Cache<Key, Ephemeral<Answer<T>>> cache;
  private final ToIntFunction<T> bytes;

  Shelf(Duration clock, long maximumBytes, ToIntFunction<T> bytes, Ticker ticker) {
    this.bytes = bytes;
    this.cache =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.writing(
                    (Key _, Ephemeral<Answer<T>> kept) ->
                        kept.value() instanceof Answer.NotYet<T> ? NOT_YET : clock))
            .maximumWeight(maximumBytes)
            .weigher((Key _, Ephemeral<Answer<T>> kept) -> kept.bytes())
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** What is on the shelf, or what the network says; a failure is not kept. */
  Answer<T> get(Key key, Supplier<Answer<T>> network) {
    var kept = cache.getIfPresent(key);
    if (kept != null) {
      return kept.value();
    }
    var answer = network.get();
    switch (answer) {
      case Answer.Got<T>(var value) ->
          cache.put(key, new Ephemeral<>(answer, OVERHEAD_BYTES + bytes.applyAsInt(value)));
      case Answer.Nothing<T> _, Answer.NotOffered<T> _, Answer.NotYet<T> _ ->
          cache.put(key, new Ephemeral<>(answer, OVERHEAD_BYTES));
      case Answer.TokenEnded<T> _, Answer.Unreachable<T> _ -> {}
    }
    return answer;
  }

  void forget(Predicate<Key> which) {
    cache.asMap().keySet().removeIf(which);
  }

  /** How many values are held, expired ones gone. */
  long size() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  /**
   * Whose eyes a value is for, of whom.
   *
   * @param connection the one it came over; empty for what a stranger sees. A new connection never
   *     finds what an old one brought
   */
  record Key(TenantId tenant, UserId viewer, Optional<ConnectionId> connection, UserId subject) {}
}
