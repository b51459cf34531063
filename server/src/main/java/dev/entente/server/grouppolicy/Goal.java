package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.PolicyState;

/** What a change of the object is to come to. */
public sealed interface Goal {

  /** The policy in this state. */
  record State(PolicyState state) implements Goal {}

  /** The policy as it was before the last change that was made here. */
  record Undo() implements Goal {}

  /**
   * As the API spells it: {@code enabled}, {@code disabled}, {@code notConfigured}, {@code undo}.
   */
  default String label() {
    return switch (this) {
      case State(PolicyState state) ->
          switch (state) {
            case ENABLED -> "enabled";
            case DISABLED -> "disabled";
            case NOT_CONFIGURED -> "notConfigured";
          };
      case Undo _ -> "undo";
    };
  }
}
