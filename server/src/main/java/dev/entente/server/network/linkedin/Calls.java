package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.linkedin.Reply.Failure;
import dev.entente.server.network.linkedin.Reply.Missing;
import dev.entente.server.network.linkedin.Reply.Received;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Calls that harm nobody else: each tenant has its own share of concurrent calls, and a host that
 * keeps failing, or has told the caller to wait, is left alone for a while, answered for at once.
 */
final class Calls {

  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  private final Http http;
  private final LinkedInSettings.Limits limits;
  private final BulkheadRegistry tenants;
  private final CircuitBreakerRegistry hosts;
  private final Pauses pauses;

  Calls(Http http, LinkedInSettings.Limits limits, Clock clock) {
    this.http = http;
    this.limits = limits;
    this.tenants =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(limits.callsPerTenant())
                .maxWaitDuration(limits.tenantWait())
                .build());
    this.hosts =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(limits.breakerPause())
                .permittedNumberOfCallsInHalfOpenState(3)
                .clock(clock)
                .build());
    this.pauses = new Pauses(clock);
  }

  /** A call that must not be repeated, nor wait: a code is good now, and a token goes back now. */
  Reply once(TenantId tenant, HttpRequest request) {
    return once(tenant, request, bodyBytes(), Deadline.in(limits.callTimeout()));
  }

  /** A call that must not be repeated, and comes again by itself. */
  Reply onceUnlessPaused(TenantId tenant, HttpRequest request) {
    return unlessPaused(tenant, request, () -> once(tenant, request));
  }

  /** A read: repeated once where the failure looks passing and nothing had been answered. */
  Reply read(TenantId tenant, HttpRequest request) {
    return read(tenant, request, Deadline.in(limits.callTimeout()));
  }

  /** A read that is one of several under a deadline. */
  Reply read(TenantId tenant, HttpRequest request, Deadline deadline) {
    return read(tenant, request, bodyBytes(), deadline);
  }

  /** A read of a picture. */
  Reply readPicture(TenantId tenant, HttpRequest request) {
    return read(
        tenant,
        request,
        Math.toIntExact(limits.pictureSize().toBytes()),
        Deadline.in(limits.callTimeout()));
  }

  /** A read of what belongs to no tenant: LinkedIn's keys. */
  Reply readForAll(HttpRequest request) {
    return guarded(request, bodyBytes(), Deadline.in(limits.callTimeout()));
  }

  private Reply once(TenantId tenant, HttpRequest request, int maxBytes, Deadline deadline) {
    var share = tenants.bulkhead(tenant.toString());
    if (!share.tryAcquirePermission()) {
      return new Missing(Failure.TENANT_BUSY);
    }
    try {
      return guarded(request, maxBytes, deadline);
    } finally {
      share.onComplete();
    }
  }

  private Reply read(TenantId tenant, HttpRequest request, int maxBytes, Deadline deadline) {
    return unlessPaused(
        tenant, request, () -> repeatedOnce(() -> once(tenant, request, maxBytes, deadline)));
  }

  private Reply unlessPaused(TenantId tenant, HttpRequest request, Supplier<Reply> call) {
    var pause = pauses.answer(tenant, request);
    if (pause.isPresent()) {
      return pause.get();
    }
    var reply = call.get();
    pauses.heed(tenant, request, reply);
    return reply;
  }

  private static Reply repeatedOnce(Supplier<Reply> call) {
    var reply = call.get();
    if (!looksPassing(reply)) {
      return reply;
    }
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(50, 150)));
    return call.get();
  }

  private Reply guarded(HttpRequest request, int maxBytes, Deadline deadline) {
    var breaker = hosts.circuitBreaker(request.uri().getAuthority());
    if (!breaker.tryAcquirePermission()) {
      return new Missing(Failure.BREAKER_OPEN);
    }
    var begin = System.nanoTime();
    try {
      var reply = http.send(request, maxBytes, deadline);
      count(breaker, System.nanoTime() - begin, reply);
      return reply;
    } catch (RuntimeException e) {
      breaker.releasePermission();
      throw e;
    }
  }

  private int bodyBytes() {
    return Math.toIntExact(limits.bodySize().toBytes());
  }

  private static void count(CircuitBreaker breaker, long nanos, Reply reply) {
    switch (reply) {
      case Received received when received.status() < 500 ->
          breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      case Missing(var failure) when failure == Failure.INTERRUPTED -> breaker.releasePermission();
      case Received _, Missing _ -> breaker.onError(nanos, TimeUnit.NANOSECONDS, new HostFailed());
    }
  }

  private static boolean looksPassing(Reply reply) {
    return switch (reply) {
      case Received received ->
          PASSING.contains(received.status())
              && received.headers().firstValue("Retry-After").isEmpty();
      case Missing(var failure) -> failure == Failure.NO_CONNECTION;
    };
  }

  /** What the breaker counts; never thrown. */
  private static final class HostFailed extends Exception {

    private static final long serialVersionUID = 1L;

    HostFailed() {
      super("The host failed.", null, false, false);
    }
  }
}
