package dev.entente.sandbox.linkedin;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What LinkedIn's side is told to do wrong. */
@Component
class Faults {

  private volatile Plan plan = Plan.NONE;
  private final AtomicInteger left = new AtomicInteger();

  /**
   * Everything that can go wrong on command; what is absent goes right.
   *
   * @param path only requests whose path begins so; absent: all of LinkedIn's APIs
   * @param remaining how many requests meet the status; absent: until cleared
   * @param latencyMillis before every answer
   * @param status in place of the answer, such as 429 or 503
   * @param retryAfterSeconds with the status
   * @param revokedTokens every member token answers as removed by the member
   * @param expiredTokens every member token answers as expired
   * @param echoNonce ID tokens carry the nonce, which LinkedIn's do not
   * @param issuer in ID tokens, such as LinkedIn's former {@code https://www.linkedin.com}
   * @param localeAsString {@code en_US}, where LinkedIn answers an object
   * @param slowDomains answer as not prepared yet
   * @param malformedJson answers are cut in the middle
   */
  record Plan(
      @Nullable String path,
      @Nullable Integer remaining,
      @Nullable Integer latencyMillis,
      @Nullable Integer status,
      @Nullable Integer retryAfterSeconds,
      boolean revokedTokens,
      boolean expiredTokens,
      boolean echoNonce,
      @Nullable String issuer,
      boolean localeAsString,
      @Nullable List<String> slowDomains,
      boolean malformedJson) {

    static final Plan NONE =
        new Plan(null, null, null, null, null, false, false, false, null, false, null, false);

    boolean concerns(String requestPath) {
      return path == null || requestPath.startsWith(path);
    }

    boolean isSlow(String domain) {
      return slowDomains != null && slowDomains.contains(domain);
    }
  }

  Plan plan() {
    return plan;
  }

  void set(Plan next) {
    left.set(next.remaining() == null ? Integer.MAX_VALUE : next.remaining());
    plan = next;
  }

  void clear() {
    set(Plan.NONE);
  }

  /** Whether this request meets the status; counts it. */
  boolean takeStatus() {
    return plan.status() != null && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0;
  }
}
