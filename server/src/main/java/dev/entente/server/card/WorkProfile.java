package dev.entente.server.card;

import dev.entente.server.directory.Person;
import java.util.List;
import java.util.Optional;

/** The subject as their organisation knows them. */
public record WorkProfile(
    Person person, boolean hasPhoto, Optional<Person> manager, List<Person> reports) {

  public WorkProfile {
    reports = List.copyOf(reports);
  }
}
