package dev.entente.server.directory;

/** What groups can be found by. */
public enum GroupField {
  ID,
  DISPLAY_NAME,
  MAIL,
  /** Whether it is a security group. */
  SECURITY_ENABLED,
  /** {@code Unified} for a Microsoft 365 group, {@code DynamicMembership} for a dynamic one. */
  GROUP_TYPES
}
