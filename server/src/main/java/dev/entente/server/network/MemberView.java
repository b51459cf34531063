package dev.entente.server.network;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What one signed-in member may see of another: the network decides, by both members' settings.
 * Nothing of it outlives the request but in memory, for that viewer.
 */
public record MemberView(
    PublicProfile publicProfile,
    Optional<String> headline,
    Optional<String> summary,
    Optional<String> location,
    Optional<String> industry,
    List<Position> positions,
    List<Education> education,
    List<String> skills,
    boolean connected,
    List<SharedConnection> sharedConnections) {

  public MemberView {
    positions = List.copyOf(positions);
    education = List.copyOf(education);
    skills = List.copyOf(skills);
    sharedConnections = List.copyOf(sharedConnections);
  }

  /** A job, as the member tells it. */
  public record Position(
      String company,
      Optional<String> title,
      Optional<String> startedOn,
      Optional<String> finishedOn) {}

  /** A school. */
  public record Education(
      String school,
      Optional<String> degree,
      Optional<String> startDate,
      Optional<String> endDate) {}

  /** Someone whom both know. */
  public record SharedConnection(
      String name, Optional<String> company, Optional<String> title, Optional<URI> page) {}
}
