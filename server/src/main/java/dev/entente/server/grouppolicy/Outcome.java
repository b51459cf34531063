package dev.entente.server.grouppolicy;

/** What became of a plan that was to be carried out and was not refused. */
public sealed interface Outcome {

  /** All of it is done. */
  record Changed(DomainChange change) implements Outcome {}

  /** There was nothing to do. */
  record Unchanged() implements Outcome {}

  /**
   * Some of it is done, or nobody knows how much: planning and applying again completes it.
   *
   * @param why what failed
   */
  record HalfDone(String why) implements Outcome {

    /** Why, and what to do. */
    public String words() {
      return why + " The change is half done: plan again, and apply the plan to complete it.";
    }
  }
}
