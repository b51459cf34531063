package dev.entente.server.directory.ldap;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.ResyncRequired;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where reading has come to, as our checkpoints say it.
 *
 * @param line what the position is good for: a domain controller's invocation id; on other servers
 *     {@link #ANY}
 * @param usn on Active Directory the update sequence number up to which everything was read once
 *     the run is done; otherwise 0
 * @param loaded when the last full load began
 */
record Position(String line, long usn, Instant loaded, Stage stage) {

  /** A position that no server of its own belongs to. */
  static final String ANY = "any";

  /** What comes next. */
  enum Stage {
    /** Nothing in this run; the next one begins here. */
    DONE,
    /** In a full load, people and then groups. */
    PEOPLE,
    /** In a full load, groups. */
    GROUPS,
    /** What changed since. */
    CHANGES
  }

  Position at(Stage next) {
    return new Position(line, usn, loaded, next);
  }

  Checkpoint checkpoint() {
    return new Checkpoint("%s %d %s %s".formatted(line, usn, loaded, stage));
  }

  /** Empty at the start. */
  static Optional<Position> of(Checkpoint checkpoint) throws ResyncRequired {
    if (checkpoint.isStart()) {
      return Optional.empty();
    }
    var words = checkpoint.value().split(" ", -1);
    try {
      return Optional.of(
          new Position(
              words[0],
              Long.parseLong(words[1]),
              Instant.parse(words[2]),
              Stage.valueOf(words[3])));
    } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException | DateTimeException _) {
      throw new ResyncRequired(
          "the position '%s' is not one of ours".formatted(checkpoint.value()));
    }
  }
}
