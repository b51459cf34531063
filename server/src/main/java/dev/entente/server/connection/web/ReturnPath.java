package dev.entente.server.connection.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person was when the card asked them to connect: a plain path of this server, or nowhere.
 */
final class ReturnPath {

  private static final Pattern OWN =
      Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?(\\?[A-Za-z0-9._~=&-]{0,100})?");
  private static final int LONGEST = 200;

  private ReturnPath() {}

  static String of(@Nullable String path) {
    return path != null && path.length() <= LONGEST && OWN.matcher(path).matches() ? path : "";
  }
}
