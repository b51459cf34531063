package dev.entente.server.connection;

/** How connecting ended. Each has a page that says what happened and what to do. */
public enum Outcome {
  CONNECTED("connected"),
  /**
   * The same answer of the network came a second time, as from another tab: the connection stands.
   */
  ALREADY_CONNECTED("alreadyConnected"),
  /** The same answer of the network came a second time while the first is being worked on. */
  IN_PROGRESS("inProgress"),
  /** The session here had ended when the network's answer came. */
  ANSWER_LOST("answerLost"),
  CANCELLED("cancelled"),
  SCOPE_REFUSED("scopeRefused"),
  PROVIDER_ERROR("providerError"),
  UNREACHABLE("unreachable"),
  EXPIRED("expired"),
  UNKNOWN_STATE("unknownState"),
  OTHER_SESSION("otherSession"),
  MEMBER_TAKEN("memberTaken"),
  NOT_ALLOWED("notAllowed"),
  DIRECTION_CAPPED("directionCapped"),
  /** Everyone's consent was withdrawn between this person's consent and the network's answer. */
  WITHDRAWN_MEANWHILE("withdrawnMeanwhile");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** As pages and the API spell it. */
  public String label() {
    return label;
  }

  public boolean isConnected() {
    return this == CONNECTED || this == ALREADY_CONNECTED;
  }
}
