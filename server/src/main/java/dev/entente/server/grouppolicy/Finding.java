package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.GpoVersion;
import dev.entente.server.kernel.Actor;
import java.time.Instant;
import java.util.List;

/** Something about the object that an administrator has to know before changing it. */
public sealed interface Finding {

  /** There is no such object; it is made. Somebody has to link it before it applies anywhere. */
  record WillBeMade() implements Finding {}

  /** The object is to be made, and files are in its folder already; what they say becomes its. */
  record FolderIsThere() implements Finding {}

  /** A change from here was cut off; applying the plan completes it. */
  record HalfDone(Goal goal, Instant begunAt, Actor begunBy) implements Finding {}

  /** Directory and files say different versions; applying the plan brings them together. */
  record VersionsDiffer(GpoVersion inDirectory, GpoVersion inFiles) implements Finding {}

  /** Files that an interrupted change left behind; applying the plan removes them. */
  record Leftovers(List<String> paths) implements Finding {

    public Leftovers {
      paths = List.copyOf(paths);
    }
  }

  /** The object's user side is switched off ({@code flags}): nobody gets the policy. */
  record UsersIgnoreIt() implements Finding {}

  /** The object is linked nowhere, or by switched-off links only: nobody gets the policy. */
  record NotLinked() implements Finding {}
}
