package dev.entente.server.card;

import dev.entente.server.network.PublicProfile;
import java.util.List;

/** What a stranger may see of whoever matches (mission rows M41, M42). */
public sealed interface PublicInformation {

  /** The member who has the subject's e-mail address. */
  record Match(PublicProfile profile) implements PublicInformation {}

  /** Members of the subject's name: they may be meant, and are never shown as fact. */
  record Candidates(List<PublicProfile> profiles) implements PublicInformation {
    public Candidates {
      profiles = List.copyOf(profiles);
    }
  }
}
