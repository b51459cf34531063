package dev.entente.sandbox.linkedin;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What LinkedIn's side is told to do wrong. */
@Component
class Faults {

  private volatile Order order = new Order(Plan.NONE);

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
   * @param largeBody answers are followed by 32 MiB of blanks
   * @param slowBody answers come a byte a second
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
      boolean malformedJson,
      boolean largeBody,
      boolean slowBody) {

    static final Plan NONE =
        new Plan(
            null, null, null, null, null, false, false, false, null, false, null, false, false,
            false);

    private boolean concerns(String requestPath) {
      return path == null || requestPath.startsWith(path);
    }

    boolean isSlow(String domain) {
      return slowDomains != null && slowDomains.contains(domain);
    }
  }

  /** A plan with how many requests may still meet its status. */
  private record Order(Plan plan, AtomicInteger left) {

    Order(Plan plan) {
      this(
          plan, new AtomicInteger(plan.remaining() == null ? Integer.MAX_VALUE : plan.remaining()));
    }
  }

  Plan plan() {
    return order.plan();
  }

  /** What goes wrong with requests of this path; all of it or nothing. */
  Plan at(String requestPath) {
    var plan = plan();
    return plan.concerns(requestPath) ? plan : Plan.NONE;
  }

  void set(Plan next) {
    order = new Order(next);
  }

  void clear() {
    set(Plan.NONE);
  }

  /** Whether a request of this path meets the status; counts it. */
  boolean takeStatus(String requestPath) {
    var now = order;
    return now.plan().concerns(requestPath)
        && now.plan().status() != null
        && now.left().getAndUpdate(it -> Math.max(0, it - 1)) > 0;
  }
}
