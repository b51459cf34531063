package dev.entente.server.kernel;

import java.util.Optional;
import java.util.UUID;

/** A group in a tenant's directory. */
public record GroupId(UUID value) {

  /**
   * Reads the canonical text form of a GUID.
   *
   * @throws Problem {@link Problem.Code#INVALID_REQUEST} when the text is not a GUID
   */
  public static GroupId parse(String text) {
    return new GroupId(Guids.parse(text));
  }

  /** The same; empty when the text is not a GUID, and so no group's id. */
  public static Optional<GroupId> find(String text) {
    return Guids.find(text).map(GroupId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
