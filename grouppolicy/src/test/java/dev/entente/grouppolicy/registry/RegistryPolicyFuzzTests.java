package dev.entente.grouppolicy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.entente.grouppolicy.InvalidInput;
import org.junit.jupiter.api.Tag;

/** Any bytes at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M61")
class RegistryPolicyFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyFileIsRefusedOrWrittenBackAsItWas(byte[] file) {
    try {
      var policy = RegistryPolicy.read("Registry.pol", file);

      assertThat(policy.toBytes()).isEqualTo(file);
      for (var entry : policy.entries()) {
        assertThat(policy.without(entry.key(), entry.valueName()).entries().size())
            .isLessThanOrEqualTo(policy.entries().size());
      }
      RegistryState.EMPTY.apply(policy).apply(policy);
    } catch (InvalidInput refused) {
      assertThat(refused.what()).isNotBlank();
      assertThat(refused.mend()).isNotBlank();
    }
  }
}
