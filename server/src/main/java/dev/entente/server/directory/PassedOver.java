package dev.entente.server.directory;

import java.util.Optional;
import java.util.UUID;

/**
 * An entry that cannot be made a person or a group. It does not stop the others, and is not in the
 * directory until it is mended.
 *
 * @param entry what its source calls it, and in which version it was passed over
 * @param id whose it is, where it says so
 */
public record PassedOver(SourceEntry entry, String reason, Optional<UUID> id) {

  /** By a source that does not compare versions. */
  public PassedOver(String name, String reason) {
    this(new SourceEntry(name, ""), reason, Optional.empty());
  }

  public String name() {
    return entry.name();
  }
}
