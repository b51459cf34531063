package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.OfficeLinkedInPolicy;
import dev.entente.grouppolicy.gpo.GpoChange;
import dev.entente.grouppolicy.gpo.GroupPolicyObject;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.server.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A plan with what carrying it out takes.
 *
 * @param undoTo our entries as undoing the change is to bring them back
 * @param cutOff the change that it completes or replaces
 */
record Planned(
    DomainPlan plan, Snapshot snapshot, RegistryPolicy undoTo, Optional<DomainChange> cutOff) {

  /**
   * @param cutOff the change of the object that was cut off, if one was
   * @param last the last one that was not
   * @throws Problem NOT_FOUND when there is nothing to undo; CONFLICT when somebody has changed our
   *     entries since
   */
  static Planned of(
      Snapshot snapshot, Goal goal, Optional<DomainChange> cutOff, Optional<DomainChange> last) {
    var object = snapshot.object();
    var ours = Snapshot.ours(object.userPolicy());
    var wanted =
        switch (goal) {
          case Goal.State(var state) -> object.to(state);
          case Goal.Undo _ -> undone(object, ours, cutOff, last);
        };
    var change = wanted.isEmpty() && cutOff.isPresent() ? object.renewed() : wanted;
    var context = goal.label() + " " + cutOff.map(DomainChange::id).map(UUID::toString).orElse("");
    var plan =
        new DomainPlan(
            snapshot.domain(),
            goal,
            change,
            snapshot.links(),
            findings(snapshot, change, cutOff),
            snapshot.digest(context));
    return new Planned(
        plan,
        snapshot,
        cutOff
            .filter(it -> ours.equals(it.before()) || ours.equals(it.after()))
            .map(DomainChange::before)
            .orElse(ours),
        cutOff);
  }

  private static GpoChange undone(
      GroupPolicyObject object,
      RegistryPolicy ours,
      Optional<DomainChange> cutOff,
      Optional<DomainChange> last) {
    var change =
        cutOff
            .or(() -> last)
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.Code.NOT_FOUND,
                        "There is nothing to undo: nothing in this object was changed from here."));
    var isWhereItBegan = cutOff.isPresent() && ours.equals(change.before());
    if (!isWhereItBegan && !ours.equals(change.after())) {
      throw new Problem(
          Problem.Code.CONFLICT,
          "Somebody has changed the policy in the object since %s. Choose a state instead."
              .formatted(change.at()));
    }
    return object.to(restored(object.userPolicy(), change.before()), object.userComments());
  }

  /** In place where it was one entry, so that the file becomes what it was to the byte. */
  private static RegistryPolicy restored(RegistryPolicy policy, RegistryPolicy ours) {
    if (ours.entries().size() == 1) {
      return policy.with(ours.entries().getFirst());
    }
    var others = policy.without(OfficeLinkedInPolicy.POLICY_KEY, OfficeLinkedInPolicy.POLICY_VALUE);
    return new RegistryPolicy(
        Stream.concat(others.entries().stream(), ours.entries().stream()).toList());
  }

  private static List<Finding> findings(
      Snapshot snapshot, GpoChange change, Optional<DomainChange> cutOff) {
    var findings = new ArrayList<Finding>();
    if (snapshot.container().isEmpty() && !change.isEmpty()) {
      findings.add(new Finding.WillBeMade());
      if (!snapshot.files().isEmpty() && cutOff.isEmpty()) {
        findings.add(new Finding.FolderIsThere());
      }
    }
    cutOff.ifPresent(it -> findings.add(new Finding.HalfDone(it.goal(), it.at(), it.by())));
    if (snapshot.container().isPresent() && snapshot.versionsDiffer()) {
      findings.add(
          new Finding.VersionsDiffer(
              change.before().directory().version(), snapshot.gptIni().version()));
    }
    if (!snapshot.drafts().isEmpty()) {
      findings.add(new Finding.Leftovers(snapshot.drafts()));
    }
    if (!change.before().directory().appliesToUsers()) {
      findings.add(new Finding.UsersIgnoreIt());
    }
    if (snapshot.links().stream().noneMatch(Link::enabled)) {
      findings.add(new Finding.NotLinked());
    }
    return findings;
  }
}
