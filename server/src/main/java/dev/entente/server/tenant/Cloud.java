package dev.entente.server.tenant;

/**
 * The cloud a tenant lives in. Which of them may have the setting is data: {@code regions.yaml}.
 */
public enum Cloud implements Labelled {
  GLOBAL("global"),
  US_GOVERNMENT("usGovernment"),
  GERMANY("germany"),
  CHINA_21VIANET("china21Vianet");

  private final String label;

  Cloud(String label) {
    this.label = label;
  }

  /** As the API and the provisioning file spell it. */
  @Override
  public String label() {
    return label;
  }
}
