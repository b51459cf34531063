package dev.entente.server.policy;

import java.util.List;

/** Whether a person may connect now, and why: a value, never an exception. */
public sealed interface Decision {

  /** The one reason that decided. */
  Reason reason();

  /** The rules in the order they were asked; the last one decided. */
  List<Step> trace();

  /** The person may connect, up to the ceiling. */
  record Allowed(Reason reason, Direction ceiling, List<Step> trace) implements Decision {
    public Allowed {
      trace = List.copyOf(trace);
    }
  }

  /** The person may not connect. */
  record Denied(Reason reason, List<Step> trace) implements Decision {
    public Denied {
      trace = List.copyOf(trace);
    }
  }

  default boolean isAllowed() {
    return this instanceof Allowed;
  }

  /**
   * One rule that was asked.
   *
   * @param rule its name in the API
   * @param passed whether it let the question go on, or answered it with yes
   */
  record Step(Rule rule, boolean passed) {}

  /** The rules, in the order in which they are asked. */
  enum Rule {
    AVAILABILITY,
    ACCOUNT,
    AUDIENCE,
    USER_CONSENT
  }
}
