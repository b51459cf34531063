package dev.entente.server.web;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody was or wanted to go: a path of this server, never anywhere else. An allow-list,
 * for browsers read addresses in more ways than any parser of ours (RFC 9700 §4.11).
 */
public final class OwnPath {

  public static final String HOME = "/";

  private static final Pattern OWN =
      Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?(\\?[A-Za-z0-9._~=&%+/-]{0,500})?");
  private static final int LONGEST = 1000;

  private OwnPath() {}

  /** The path when it is ours. */
  public static Optional<String> of(@Nullable String path) {
    return Optional.ofNullable(path)
        .filter(it -> it.length() <= LONGEST && OWN.matcher(it).matches());
  }
}
