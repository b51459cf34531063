package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.GpoChange;
import java.util.List;

/**
 * What a change would do, before anything is written.
 *
 * @param change the files to write, in order, and the attributes to replace
 * @param digest of the object as it was read, and of the goal: applying is refused once any of that
 *     is another
 */
public record DomainPlan(
    Domain domain,
    Goal goal,
    GpoChange change,
    List<Link> links,
    List<Finding> findings,
    String digest) {

  public DomainPlan {
    links = List.copyOf(links);
    findings = List.copyOf(findings);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return change.isEmpty() && findings.stream().noneMatch(DomainPlan::isMended);
  }

  /** Whether the object has to be made first. */
  public boolean makesObject() {
    return findings.stream().anyMatch(Finding.WillBeMade.class::isInstance);
  }

  private static boolean isMended(Finding finding) {
    return switch (finding) {
      case Finding.WillBeMade _,
          Finding.HalfDone _,
          Finding.VersionsDiffer _,
          Finding.Leftovers _ ->
          true;
      case Finding.FolderIsThere _, Finding.UsersIgnoreIt _, Finding.NotLinked _ -> false;
    };
  }
}
