package dev.entente.server.policy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A move of the older Selected list into a group: how far it is, and then how it went.
 *
 * @param selectFromVersion the version of the setting that the administrator saw, where the group
 *     is to be selected in the end; empty to leave the setting alone
 * @param total how many people were on the list when it began
 * @param through the last of the names that are done; they are taken in their order
 * @param done how many names are
 * @param added how many people were added to the group
 * @param unknown how many names nobody in the directory has, so that nobody could be moved
 * @param refusal why it stopped before its end
 */
public record Move(
    UUID id,
    GroupId group,
    Optional<Long> selectFromVersion,
    Actor by,
    int total,
    String through,
    int done,
    int added,
    int unknown,
    Optional<Instant> finishedAt,
    Optional<String> refusal) {

  static Move of(GroupId group, Optional<Long> selectFromVersion, int total, Actor by) {
    return new Move(
        UUID.randomUUID(),
        group,
        selectFromVersion,
        by,
        total,
        "",
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }

  public boolean isUnderWay() {
    return finishedAt.isEmpty();
  }

  /** With another batch of names done. */
  Move after(String last, int names, int newMembers, int unknownNames) {
    return new Move(
        id,
        group,
        selectFromVersion,
        by,
        total,
        last,
        done + names,
        added + newMembers,
        unknown + unknownNames,
        finishedAt,
        refusal);
  }

  Move finished(Instant now, Optional<String> why) {
    return new Move(
        id,
        group,
        selectFromVersion,
        by,
        total,
        through,
        done,
        added,
        unknown,
        Optional.of(now),
        why);
  }
}
