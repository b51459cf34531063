package dev.entente.server.directory;

import java.util.UUID;

/** Where a page ended, in the order of display name, then id. Holds even when the last one goes. */
public record Place(String displayName, UUID id) {

  public static Place of(Person person) {
    return new Place(person.displayName(), person.id().value());
  }

  public static Place of(Group group) {
    return new Place(group.displayName(), group.id().value());
  }
}
