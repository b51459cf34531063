package dev.entente.server.tenant;

/** What a tenant starts with (mission row M45). */
public enum Preset implements Labelled {
  /** Behaves as the original is documented to behave. */
  DOCUMENTED("documented"),
  /** No, no public information, LinkedIn to work only. */
  STRICT("strict");

  private final String label;

  Preset(String label) {
    this.label = label;
  }

  /** As the API and the provisioning file spell it. */
  @Override
  public String label() {
    return label;
  }
}
