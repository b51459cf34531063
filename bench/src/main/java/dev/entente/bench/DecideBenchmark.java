package dev.entente.bench;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Decisions;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Standing;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.tenant.Availability;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One decision in process: the longest path, allowed as a group member. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {

  private final TenantPolicy policy =
      new TenantPolicy(
          new Availability.Available(true),
          new Audience.MembersOf(new GroupId(new UUID(1, 2))),
          true,
          Direction.BOTH,
          true,
          7,
          42,
          false,
          new TenantPolicy.Changed(Instant.EPOCH, new Actor.Operator()));
  private final Standing member = new Standing(true, true, true, true, false);

  @Benchmark
  public Decision decide() {
    return Decisions.decide(policy, member);
  }
}
