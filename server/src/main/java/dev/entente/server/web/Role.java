package dev.entente.server.web;

/** A directory role that matters here (mission row M2). Everyone else is simply a person. */
public enum Role {
  /** Changes everything in the tenant. */
  GLOBAL_ADMINISTRATOR("GlobalAdministrator", "62e90394-69f5-4237-9190-012177145e10"),
  /** Changes the setting and sees who is connected. */
  ACCOUNT_CONNECTIONS_ADMINISTRATOR("AccountConnectionsAdministrator", ""),
  /** Reads settings and the audit log, changes nothing. */
  AUDITOR("Auditor", "");

  private final String claim;
  private final String templateId;

  Role(String claim, String templateId) {
    this.claim = claim;
    this.templateId = templateId;
  }

  /** The value of the {@code roles} claim that confers this role. */
  public String claim() {
    return claim;
  }

  /**
   * Microsoft Entra's role template id in the {@code wids} claim; empty where Entra has no such
   * role.
   */
  public String templateId() {
    return templateId;
  }
}
