package dev.entente.cli;

import dev.entente.cli.api.Call;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which things of a collection to list. */
final class StartingWith {

  @Option(
      names = "--starting-with",
      paramLabel = "TEXT",
      description = "Only those whose name begins so.")
  Optional<String> text = Optional.empty();

  /** In pages as large as the API gives them. */
  String of(String collection) {
    return collection
        + "?$top=999"
        + text.map(it -> "&$filter=startswith(displayName,%s)".formatted(Call.literal(it)))
            .orElse("");
  }
}
