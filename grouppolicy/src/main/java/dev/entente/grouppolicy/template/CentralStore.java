package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.InvalidInput.Place.InFile;
import dev.entente.grouppolicy.template.StorePlan.Comparison;
import dev.entente.grouppolicy.template.StorePlan.Step;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies templates into the store of a domain, {@code SYSVOL/DOMAIN/Policies/PolicyDefinitions}:
 * only what is newer, never half a file, and texts before the template that wants them.
 */
public final class CentralStore {

  private final Store store;

  /** The central store, or another folder of that kind. */
  public CentralStore(Store store) {
    this.store = store;
  }

  /**
   * Compares files with the store and changes nothing.
   *
   * @throws InvalidInput if a file cannot be read, or a template is without texts or texts without
   *     their template
   */
  public StorePlan plan(Map<TemplateName, byte[]> files) throws IOException {
    var revisions = revisions(files);
    Map<String, TemplateName> there = new HashMap<>();
    for (var name : store.list()) {
      there.putIfAbsent(name.folded(), name);
    }
    Map<TemplateName, Step> steps = new TreeMap<>();
    for (var file : files.entrySet()) {
      var revision = Objects.requireNonNull(revisions.get(file.getKey()));
      var stored = there.get(file.getKey().folded());
      steps.put(
          file.getKey(),
          stored == null
              ? new Step(
                  file.getKey(), Comparison.NEW, revision, Optional.empty(), Optional.empty())
              : compared(stored, file.getValue(), revision));
    }
    return new StorePlan(
        steps.entrySet().stream()
            .map(entry -> heldBack(entry.getValue(), steps.get(entry.getKey().admx())))
            .toList());
  }

  private Step compared(TemplateName stored, byte[] content, Revision revision) throws IOException {
    var theirs = store.read(stored);
    var digest = Optional.of(digest(theirs));
    var theirRevision = revision(stored, theirs);
    if (Arrays.equals(theirs, content)) {
      return new Step(stored, Comparison.SAME, revision, theirRevision, digest);
    }
    var order = theirRevision.map(revision::compareTo);
    var comparison =
        order.isEmpty()
            ? Comparison.UNREADABLE
            : order.get() > 0
                ? Comparison.NEWER
                : order.get() < 0 ? Comparison.OLDER : Comparison.DIFFERENT;
    return new Step(stored, comparison, revision, theirRevision, digest);
  }

  /** Texts go with their own template only; of another one they may lack half. */
  private static Step heldBack(Step step, @Nullable Step admx) {
    if (admx == null
        || !step.comparison().copied()
        || admx.comparison().copied()
        || admx.comparison() == Comparison.SAME) {
      return step;
    }
    return new Step(
        step.name(), Comparison.HELD_BACK, step.revision(), step.stored(), step.storedDigest());
  }

  private static Map<TemplateName, Revision> revisions(Map<TemplateName, byte[]> files) {
    Map<TemplateName, Revision> revisions = new TreeMap<>();
    for (var file : files.entrySet()) {
      var name = file.getKey();
      revisions.put(
          name,
          revision(name, file.getValue())
              .orElseThrow(
                  () ->
                      new InvalidInput(
                          "It cannot be read as a template.",
                          new InFile(name.toString()),
                          "Ask for its findings, and mend them or take it from its publisher"
                              + " again.")));
      var partner =
          files.keySet().stream()
              .anyMatch(
                  other ->
                      other.isAdml() != name.isAdml()
                          && other.admx().folded().equals(name.admx().folded()));
      if (!partner) {
        throw new InvalidInput(
            name.isAdml() ? "Its template is not there." : "Its texts are not there.",
            new InFile(name.toString()),
            "Copy an ADMX file together with its ADML files.");
      }
    }
    return revisions;
  }

  private static Optional<Revision> revision(TemplateName name, byte[] content) {
    return name.language().isPresent()
        ? TemplateReader.adml(name.toString(), name.language().get(), content)
            .template()
            .map(Adml::revision)
        : TemplateReader.admx(name.toString(), content).template().map(Admx::revision);
  }

  /**
   * Does what the plan says, and stops at the first file that cannot be copied.
   *
   * @throws InvalidInput if the files or the store are no longer what they were at the plan;
   *     nothing is changed then
   */
  public StoreReport copy(Map<TemplateName, byte[]> files, StorePlan plan) throws IOException {
    if (!plan(files).equals(plan)) {
      throw new InvalidInput(
          "The store has changed since the plan.", new InFile("PolicyDefinitions"), "Plan again.");
    }
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((name, content) -> contents.put(name.folded(), content));
    var left =
        new ArrayList<>(
            plan.steps().stream()
                .filter(step -> step.comparison().copied())
                .map(Step::name)
                .toList());
    var copied = new ArrayList<TemplateName>();
    for (var name : List.copyOf(left)) {
      try {
        copy(name, Objects.requireNonNull(contents.get(name.folded())));
      } catch (IOException e) {
        return new StoreReport(
            copied, Optional.of(new StoreReport.Failure(name, String.valueOf(e))), left);
      }
      copied.add(name);
      left.remove(name);
    }
    return new StoreReport(copied, Optional.empty(), left);
  }

  private void copy(TemplateName name, byte[] content) throws IOException {
    var draft = store.write(name, content);
    try {
      draft.publish();
    } catch (IOException e) {
      try {
        draft.discard();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
