package dev.entente.server.policy;

/** Why a person may or may not connect. The names are part of the API and never change meaning. */
public enum Reason {
  ALLOWED_EVERYONE(true),
  ALLOWED_GROUP_MEMBER(true),
  ALLOWED_LISTED(true),
  CLOUD_NOT_SUPPORTED(false),
  NOT_ROLLED_OUT(false),
  DIRECTORY_STALE(false),
  ACCOUNT_DISABLED(false),
  SETTING_IS_NO(false),
  SELECTED_GROUP_MISSING(false),
  NOT_IN_SELECTED_GROUP(false),
  NOT_LISTED(false),
  USER_CONSENT_OFF(false);

  private final boolean allows;

  Reason(boolean allows) {
    this.allows = allows;
  }

  public boolean allows() {
    return allows;
  }
}
