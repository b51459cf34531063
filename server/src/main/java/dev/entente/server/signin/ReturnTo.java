package dev.entente.server.signin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person wanted to go before signing in: a path of this server, never anywhere else. An
 * allow-list, for browsers read addresses in more ways than any parser of ours (RFC 9700 §4.11).
 */
final class ReturnTo {

  static final String HOME = "/";

  private static final Pattern OWN_PATH =
      Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?(\\?[A-Za-z0-9._~=&%+/-]{0,500})?");
  private static final int LONGEST = 1000;

  private ReturnTo() {}

  /** The path when it is ours, else the home page. */
  static String of(@Nullable String path) {
    return path != null && path.length() <= LONGEST && OWN_PATH.matcher(path).matches()
        ? path
        : HOME;
  }
}
