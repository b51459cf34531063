package dev.entente.server.kernel;

import java.util.UUID;

/** An organisation on this server. */
public record TenantId(UUID value) {

  /**
   * Reads the canonical text form of a GUID.
   *
   * @throws Problem {@link Problem.Code#INVALID_REQUEST} when the text is not a GUID
   */
  public static TenantId parse(String text) {
    return new TenantId(Guids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
