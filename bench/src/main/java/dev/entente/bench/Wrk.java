package dev.entente.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Load by {@code wrk} (Debian's package): one thread, sixteen connections, closed loop. */
final class Wrk {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");
  private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  private Wrk() {}

  /**
   * What one run saw.
   *
   * @param p99Millis 99th percentile of the latency, closed loop
   */
  record Result(double requestsPerSecond, double p99Millis) {}

  static Result run(String url, String token, int seconds) {
    try {
      var process =
          new ProcessBuilder(
                  "wrk",
                  "-t1",
                  "-c16",
                  "-d" + seconds + "s",
                  "--latency",
                  "-H",
                  "Authorization: Bearer " + token,
                  url)
              .redirectErrorStream(true)
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (FAILED.matcher(output).find()) {
        throw new IllegalStateException("Not every answer was 2xx:\n" + output);
      }
      return new Result(number(RATE, output), millis(output));
    } catch (IOException e) {
      throw new UncheckedIOException("wrk did not run; bin/bench installs it.", e);
    }
  }

  private static double number(Pattern pattern, String output) {
    var matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk printed no rate:\n" + output);
    }
    return Double.parseDouble(matcher.group(1));
  }

  private static double millis(String output) {
    var matcher = P99.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk printed no 99th percentile:\n" + output);
    }
    var value = Double.parseDouble(matcher.group(1));
    return switch (matcher.group(2)) {
      case "us" -> value / 1000;
      case "ms" -> value;
      default -> value * 1000;
    };
  }
}
