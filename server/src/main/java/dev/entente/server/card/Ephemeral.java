package dev.entente.server.card;

/**
 * A value from a network, held in memory for a while. Deliberately neither a record nor
 * serializable: it has no text form to be logged and no byte form to be stored.
 */
final class Ephemeral<T> {

  private final T value;
  private final int bytes;

  Ephemeral(T value, int bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  T value() {
    return value;
  }

  /** About how much memory it takes. */
  int bytes() {
    return bytes;
  }
}
