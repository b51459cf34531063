package dev.entente.cli;

import dev.entente.cli.terminal.Format;
import picocli.CommandLine.Option;

/** How to show a result. */
class FormatOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table, json, tsv or csv. Default: table.")
  Format format = Format.TABLE;
}
