package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The version of a resource as HTTP spells it: {@code W/"3"}. RFC 9110 §8.8.3.
 *
 * <p>{@code If-Match} would compare strongly (§13.1.1); like Microsoft Graph we compare weakly, for
 * the version stands for the resource and not for its bytes.
 */
public record Etag(long version) {

  private static final String ANY = "*";

  /**
   * Lets a change pass only when its sender has seen the present version.
   *
   * @param ifMatch the {@code If-Match} header
   * @param stale what to throw when another change came first
   * @throws Problem PRECONDITION_REQUIRED without the header
   */
  public void requireMatch(@Nullable String ifMatch, Supplier<Problem> stale) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new Problem(
          Problem.Code.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag that you read, so that nobody's change is overwritten.",
          "If-Match");
    }
    if (!matches(ifMatch)) {
      throw stale.get();
    }
  }

  /** Whether {@code If-Match} names this version, maybe among others, or any. */
  public boolean matches(String ifMatch) {
    return ifMatch.strip().equals(ANY)
        || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(this::isWrittenAs);
  }

  private boolean isWrittenAs(String text) {
    return text.equals(toString()) || text.equals('"' + Long.toString(version) + '"');
  }

  /** As the {@code ETag} header spells it. */
  @Override
  public String toString() {
    return "W/\"" + version + "\"";
  }
}
