package dev.entente.server.connection;

/** What {@link Housekeeping} does for a tenant when it is due. */
enum Chore {
  END_DEAD_CONNECTIONS("end-dead-connections"),
  NARROW_TWO_WAY_CONNECTIONS("narrow-two-way-connections"),
  GIVE_TOKENS_BACK("give-tokens-back");

  private final String label;

  Chore(String label) {
    this.label = label;
  }

  /** Its name in the database. */
  String label() {
    return label;
  }
}
