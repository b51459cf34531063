package dev.entente.server.connection;

import java.util.UUID;

/** A connection's identifier. */
public record ConnectionId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
