package dev.entente.server.directory;

/** What a directory consists of. */
public enum Part {
  PEOPLE("people"),
  GROUPS("groups");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** As the database and the audit log spell it. */
  String label() {
    return label;
  }
}
