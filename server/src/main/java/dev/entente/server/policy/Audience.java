package dev.entente.server.policy;

import dev.entente.server.kernel.GroupId;

/** Whom the setting lets connect (mission rows M1, M8). */
public sealed interface Audience {

  /** Yes. */
  record Everyone() implements Audience {}

  /** Selected group. */
  record MembersOf(GroupId group) implements Audience {}

  /** The older Selected: people listed one by one. Can be read and left, never chosen anew. */
  record ListedPeople() implements Audience {}

  /** No. */
  record Nobody() implements Audience {}

  /** As the API spells it: {@code yes}, {@code selectedGroup}, {@code selected}, {@code no}. */
  default String label() {
    return switch (this) {
      case Everyone _ -> "yes";
      case MembersOf _ -> "selectedGroup";
      case ListedPeople _ -> "selected";
      case Nobody _ -> "no";
    };
  }
}
