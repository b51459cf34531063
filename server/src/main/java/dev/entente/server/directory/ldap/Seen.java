package dev.entente.server.directory.ldap;

import dev.entente.server.directory.SourceEntry;
import java.util.Optional;
import java.util.UUID;

/** What we made of an entry, as it was then. */
sealed interface Seen {

  /** Empty where we do not know how it was. */
  Optional<SourceEntry> entry();

  record Person(Optional<SourceEntry> entry) implements Seen {}

  record Group(Optional<SourceEntry> entry) implements Seen {}

  /**
   * Neither.
   *
   * @param after who has the name that this one would have, and may yet give it up
   */
  record PassedOver(Optional<SourceEntry> entry, Optional<UUID> after) implements Seen {}
}
