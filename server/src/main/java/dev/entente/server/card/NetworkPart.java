package dev.entente.server.card;

import dev.entente.server.network.Answer;
import dev.entente.server.network.MemberView;
import java.time.Duration;
import java.util.Optional;

/** The LinkedIn part of a card, in the state this viewer gets to see (mission rows M41, M44). */
public sealed interface NetworkPart {

  /** The part does not appear at all: the setting is No or unavailable, or nothing is open. */
  record Absent() implements NetworkPart {}

  /** There is a part, and the viewer has not opened it: the network has not been asked. */
  record Unopened() implements NetworkPart {}

  /**
   * The viewer may connect and has not: the prompt (M20).
   *
   * @param publicInformation empty when the tenant's switch is off or nobody was found
   */
  record Invitation(Optional<PublicInformation> publicInformation) implements NetworkPart {}

  /** What a stranger sees, or who might be meant: all there is for this viewer. */
  record PublicOnly(PublicInformation information) implements NetworkPart {}

  /**
   * What the network lets the viewer see over the viewer's own connection.
   *
   * @param inCommon {@link Answer.Got}, or why it cannot be told
   */
  record Full(MemberView view, Answer<InCommon> inCommon) implements NetworkPart {}

  /** No such member, or a member who hides: the two look the same. */
  record NothingFound() implements NetworkPart {}

  /** The configured app cannot look up members, whoever asks. */
  record NotOffered() implements NetworkPart {}

  /** The network did not answer; nothing is known. */
  record Unavailable(Cause cause, Optional<Duration> retryAfter) implements NetworkPart {}

  /** Why nothing is known. The names are part of the API. */
  enum Cause {
    NO_ANSWER,
    NOT_READY_YET,
    CONNECTION_ENDED
  }
}
