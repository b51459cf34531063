package dev.entente.cli.api;

import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Addresses that tokens may be sent to. */
public final class Addresses {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  /** An address as somebody typed it, without a slash at the end. */
  public static URI of(String text, String where) {
    try {
      return requireSafe(URI.create(text.strip().replaceAll("/+$", "")));
    } catch (IllegalArgumentException _) {
      throw new Trouble(
          ExitCode.USAGE, "\"%s\" is not an address.".formatted(text), where, "Give an https URL.");
    }
  }

  /** TLS, or this very machine. */
  static URI requireSafe(URI address) {
    var host = Optional.ofNullable(address.getHost()).orElse("");
    var isSafe =
        "https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && LOOPBACK.contains(host));
    if (!isSafe || host.isEmpty()) {
      throw new Trouble(
          ExitCode.USAGE,
          "A token is sent over https only, or to this machine.",
          address.toString(),
          "Give the address with https.");
    }
    return address;
  }
}
