package dev.entente.sandbox.linkedin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a plan of faults has to be: a fault that cannot happen is a mistake, not an order. */
final class PlanRules {

  private static final int LONGEST_LATENCY = 600_000;
  private static final int LONGEST_RETRY_AFTER = 86_400;

  private final Faults.Plan plan;
  private final List<String> broken = new ArrayList<>();

  private PlanRules(Faults.Plan plan) {
    this.plan = plan;
  }

  /** Every rule that is broken, each beginning with the field's name; empty when none is. */
  static List<String> brokenBy(Faults.Plan plan) {
    return new PlanRules(plan).check();
  }

  private List<String> check() {
    require(
        plan.path() == null || meetsAnApi(plan.path()), "path", "begins as one of " + Traffic.APIS);
    require(isWithin(plan.status(), 400, 599), "status", "is from 400 to 599");
    require(isWithin(plan.remaining(), 1, Integer.MAX_VALUE), "remaining", "is at least 1");
    require(
        plan.remaining() == null || plan.status() != null,
        "remaining",
        "counts a status: name one");
    require(
        isWithin(plan.retryAfterSeconds(), 0, LONGEST_RETRY_AFTER),
        "retryAfterSeconds",
        "is from 0 to " + LONGEST_RETRY_AFTER);
    require(
        plan.retryAfterSeconds() == null || plan.status() != null,
        "retryAfterSeconds",
        "goes with a status: name one");
    require(
        isWithin(plan.latencyMillis(), 1, LONGEST_LATENCY),
        "latencyMillis",
        "is from 1 to " + LONGEST_LATENCY);
    require(
        !plan.revokedTokens() || !plan.expiredTokens(),
        "revokedTokens and expiredTokens",
        "exclude each other: a token ends once");
    require(
        plan.issuer() == null || isAbsolute(plan.issuer()),
        "issuer",
        "is an absolute URL, such as https://www.linkedin.com");
    for (var domain : plan.slowDomains() == null ? List.<String>of() : plan.slowDomains()) {
      require(
          domain != null && Domains.FILES.containsKey(domain),
          "slowDomains",
          "names '%s', which no archive fills; those that one can are %s"
              .formatted(domain, Domains.FILES.keySet().stream().sorted().toList()));
    }
    require(
        Stream.of(plan.malformedJson(), plan.largeBody(), plan.slowBody()).filter(it -> it).count()
            <= 1,
        "malformedJson, largeBody and slowBody",
        "exclude each other: order one");
    return List.copyOf(broken);
  }

  private void require(boolean holds, String fields, String rule) {
    if (!holds) {
      broken.add("%s %s.".formatted(fields, rule));
    }
  }

  private static boolean isWithin(@Nullable Integer number, int least, int most) {
    return number == null || (number >= least && number <= most);
  }

  private static boolean meetsAnApi(String path) {
    return !path.isEmpty()
        && Traffic.APIS.stream().anyMatch(it -> it.startsWith(path) || path.startsWith(it));
  }

  private static boolean isAbsolute(String issuer) {
    try {
      return URI.create(issuer).getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
