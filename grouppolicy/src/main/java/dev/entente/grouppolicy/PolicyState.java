package dev.entente.grouppolicy;

/** The state of a policy in the Group Policy editor. */
public enum PolicyState {
  /** The policy is on; what it governs is the person's own choice. */
  ENABLED,
  /** The policy is off for everybody, and nobody can change it on the computer. */
  DISABLED,
  /** Nothing is said: the registry value is absent. */
  NOT_CONFIGURED
}
