package dev.entente.grouppolicy.template;

/** Which half of the policy editor, and so which hive ([MS-GPREG] §7.2 PolicyClass). */
public enum PolicyClass {
  /** User Configuration, {@code HKEY_CURRENT_USER}. */
  USER,
  /** Computer Configuration, {@code HKEY_LOCAL_MACHINE}. */
  MACHINE,
  /** Either. */
  BOTH
}
