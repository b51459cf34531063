package dev.entente.server.grouppolicy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.server.grouppolicy.DomainChange;
import dev.entente.server.grouppolicy.DomainPlan;
import dev.entente.server.grouppolicy.Finding;
import dev.entente.server.grouppolicy.Goal;
import dev.entente.server.grouppolicy.Link;
import dev.entente.server.kernel.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tenant's domain as the API spells it. */
final class DomainResource {

  private DomainResource() {}

  /**
   * The domain.
   *
   * @param lastChange the one that can be undone
   */
  record Show(
      @JsonProperty("@odata.context") String context,
      String name,
      String objectName,
      Optional<Change> lastChange) {}

  /**
   * What a change would do.
   *
   * @param stateNow the policy's state in the object, or {@code malformed}
   * @param files to be written, in order
   * @param attributes to be replaced; an empty one is removed
   * @param digest to send with apply
   */
  record Plan(
      @JsonProperty("@odata.context") String context,
      String goal,
      boolean isEmpty,
      String object,
      String stateNow,
      String stateThen,
      List<File> files,
      Map<String, String> attributes,
      List<Link> links,
      List<String> findings,
      String digest) {

    static Plan of(DomainPlan plan, String context) {
      var change = plan.change();
      return new Plan(
          context,
          plan.goal().label(),
          plan.isEmpty(),
          change.after().id().toString(),
          state(change.before().userPolicy()),
          state(change.after().userPolicy()),
          change.files().stream().map(it -> new File(it.path(), it.content().length)).toList(),
          change.attributes(),
          plan.links(),
          plan.findings().stream().map(DomainResource::code).toList(),
          plan.digest());
    }
  }

  /** A file of the object. */
  record File(String path, int bytes) {}

  /** A change that was made. */
  record Change(
      String id,
      String goal,
      String object,
      String stateBefore,
      String stateAfter,
      Instant changedDateTime) {

    static Change of(DomainChange change) {
      return new Change(
          change.id().toString(),
          change.goal().label(),
          change.object().toString(),
          state(change.before()),
          state(change.after()),
          change.at());
    }
  }

  /** As {@link Label} spells it, or {@code malformed}. */
  static String state(RegistryPolicy policy) {
    var value = policy.value(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE);
    return PolicyValue.state(value).map(Label::of).orElse("malformed");
  }

  /** The finding's name in the API; it never changes meaning. */
  static String code(Finding finding) {
    return switch (finding) {
      case Finding.WillBeMade _ -> "willBeMade";
      case Finding.FolderIsThere _ -> "folderIsThere";
      case Finding.HalfDone _ -> "halfDone";
      case Finding.VersionsDiffer _ -> "versionsDiffer";
      case Finding.Leftovers _ -> "leftovers";
      case Finding.UsersIgnoreIt _ -> "usersIgnoreIt";
      case Finding.NotLinked _ -> "notLinked";
    };
  }

  /** All that somebody can want of a domain. */
  static List<Goal> goals() {
    return Stream.<Goal>concat(
            Arrays.stream(PolicyState.values()).map(Goal.State::new), Stream.of(new Goal.Undo()))
        .toList();
  }

  /**
   * @throws Problem INVALID_REQUEST that names the choices
   */
  static Goal goal(String label) {
    return goals().stream()
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    goals().stream()
                        .map(Goal::label)
                        .collect(Collectors.joining(", ", "goal: must be one of ", ".")),
                    "goal"));
  }
}
