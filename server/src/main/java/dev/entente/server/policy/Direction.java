package dev.entente.server.policy;

import java.util.Arrays;
import java.util.Optional;

/** Which way data may go over a connection (mission row M21). Also the ceiling on it (M13). */
public enum Direction {
  /** LinkedIn to work only. */
  INBOUND("inbound"),
  /** LinkedIn to work, and work to LinkedIn. */
  BOTH("both");

  private final String label;

  Direction(String label) {
    this.label = label;
  }

  /** As the API spells it. */
  public String label() {
    return label;
  }

  public static Optional<Direction> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }

  /** Whether this ceiling lets a connection of the other direction stand. */
  public boolean allows(Direction wanted) {
    return this == BOTH || wanted == INBOUND;
  }
}
