package dev.entente.grouppolicy.effective;

/** What is known of <i>File › Options › General › LinkedIn Features</i>. */
public enum UserOption {
  ON,
  OFF,
  /** Nobody said; what the layers hold of it counts, and where they hold nothing it is on. */
  NOT_TOLD
}
