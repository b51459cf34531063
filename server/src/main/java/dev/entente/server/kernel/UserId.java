package dev.entente.server.kernel;

import java.util.Optional;
import java.util.UUID;

/** A person in a tenant's directory. */
public record UserId(UUID value) {

  /**
   * Reads the canonical text form of a GUID.
   *
   * @throws Problem {@link Problem.Code#INVALID_REQUEST} when the text is not a GUID
   */
  public static UserId parse(String text) {
    return new UserId(Guids.parse(text));
  }

  /** The same; empty when the text is not a GUID, and so nobody's id. */
  public static Optional<UserId> find(String text) {
    return Guids.find(text).map(UserId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
