package dev.entente.cli;

import java.util.Locale;

/** Whose directory a command is about. */
enum Target {
  ENTENTE,
  GRAPH;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
