package dev.entente.server.grouppolicy;

import dev.entente.server.kernel.Problem;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for files that somebody has open, as computers have a policy while they read it. */
final class OpenFiles {

  private static final Retry PATIENCE =
      Retry.of(
          "replacing a file on SYSVOL",
          RetryConfig.<Boolean>custom()
              .maxAttempts(12)
              .waitDuration(Duration.ofMillis(250))
              .retryOnResult(isReplaced -> !isReplaced)
              .retryOnException(_ -> false)
              .build());

  private OpenFiles() {}

  /**
   * Tries for three seconds.
   *
   * @param replacing one try; a look at what the file has become meanwhile belongs into it
   * @throws Problem CONFLICT when it stays open
   */
  static void await(String path, BooleanSupplier replacing) {
    if (!PATIENCE.executeSupplier(replacing::getAsBoolean)) {
      throw new Problem(
          Problem.Code.CONFLICT,
          ("%s is open in another program, or the account of groupPolicy.bindDn has no right to"
                  + " replace it. Try again when it is closed. %s")
              .formatted(path, Containers.RIGHTS),
          "groupPolicy.bindDn");
    }
  }
}
