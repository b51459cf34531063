package dev.entente.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server, as whom, and how to show what it says. */
final class ApiOptions extends FormatOption {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Entente's address; else ENTENTE_SERVER, else where you are signed in (entente login).")
  Optional<String> server = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "An access token to use instead of the kept sign-in. ENTENTE_TOKEN does the same without"
              + " showing it to other users of this machine.")
  Optional<String> token = Optional.empty();
}
