package dev.entente.server.tenant;

/** Whether a tenant may have the setting at all, and if not, why (mission rows M3, M4). */
public sealed interface Availability {

  /**
   * The tenant may have the setting.
   *
   * @param onByDefault the value before anyone chose: Yes or No, by where the tenant was
   *     provisioned
   */
  record Available(boolean onByDefault) implements Availability {}

  /** The tenant cannot have the setting. */
  record Unavailable(Reason reason) implements Availability {}

  /** Why the setting is not available. */
  enum Reason {
    NOT_IN_THIS_CLOUD,
    NOT_ROLLED_OUT_YET
  }
}
