package dev.entente.server.directory.graph;

import dev.entente.server.directory.Checkpoint;
import dev.entente.server.directory.ResyncRequired;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where reading is: first all pages of users, then all pages of groups. The links are Microsoft
 * Graph's own and hold no secret.
 *
 * @param full whether everything is read, and not only what has changed
 * @param inGroups whether the users of this run have been read
 * @param next the page to read; empty: the first one there is
 * @param users where the next run begins with users
 * @param groups where the next run begins with groups
 */
record Cursor(
    boolean full,
    boolean inGroups,
    Optional<String> next,
    Optional<String> users,
    Optional<String> groups) {

  private static final Cursor START =
      new Cursor(true, false, Optional.empty(), Optional.empty(), Optional.empty());

  static Cursor of(Checkpoint checkpoint, JsonMapper json) throws ResyncRequired {
    if (checkpoint.isStart()) {
      return START;
    }
    try {
      return json.readValue(checkpoint.value(), Cursor.class);
    } catch (JacksonException _) {
      throw new ResyncRequired("The checkpoint is none of Microsoft Graph's.");
    }
  }

  Checkpoint checkpoint(JsonMapper json) {
    return new Checkpoint(json.writeValueAsString(this));
  }

  /** More pages of the same kind follow. */
  Cursor at(String nextLink) {
    return new Cursor(full, inGroups, Optional.of(nextLink), users, groups);
  }

  /** The users are read; the groups follow. */
  Cursor usersRead(String deltaLink) {
    return new Cursor(full, true, groups, Optional.of(deltaLink), groups);
  }

  /** Everything is read; the next run asks what has changed since. */
  Cursor groupsRead(String deltaLink) {
    return new Cursor(false, false, users, users, Optional.of(deltaLink));
  }
}
