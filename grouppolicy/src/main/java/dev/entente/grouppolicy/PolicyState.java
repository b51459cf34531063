package dev.entente.grouppolicy;

/** The state of a policy in the Group Policy editor. */
public enum PolicyState {
  /** The policy is on; what it governs is the person's own choice. */
  ENABLED("Enabled"),
  /** The policy is off for everybody, and nobody can change it on the computer. */
  DISABLED("Disabled"),
  /** Nothing is said: the registry value is absent. */
  NOT_CONFIGURED("Not configured");

  private final String words;

  PolicyState(String words) {
    this.words = words;
  }

  /** As Microsoft's editors call it in English. */
  public String words() {
    return words;
  }
}
