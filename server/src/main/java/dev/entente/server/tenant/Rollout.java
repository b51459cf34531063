package dev.entente.server.tenant;

/** Whether the feature has reached a tenant (mission row M4). */
public enum Rollout implements Labelled {
  NOT_YET("notYet"),
  REACHED("reached");

  private final String label;

  Rollout(String label) {
    this.label = label;
  }

  /** As the API and the provisioning file spell it. */
  @Override
  public String label() {
    return label;
  }
}
