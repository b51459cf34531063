package dev.entente.cli.terminal;

/** How results are written; spelt in lower case on the command line. */
public enum Format {
  TABLE,
  JSON,
  TSV,
  CSV
}
