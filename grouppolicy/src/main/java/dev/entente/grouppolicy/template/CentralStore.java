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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * Compares files with the store and changes nothing. A template and its texts are copied together
   * or not at all: of each other's revision they may lack half.
   *
   * @throws InvalidInput if a file cannot be read, is there twice, or a template is without texts
   *     or texts without their template
   */
  public StorePlan plan(Map<TemplateName, byte[]> files) throws IOException {
    return plan(files, Set.of());
  }

  /**
   * The same, where publishers have changed a file and kept its revision.
   *
   * @param approved the files to copy though the store's has the same revision and another content
   * @throws InvalidInput also if one of them is none of the files
   */
  public StorePlan plan(Map<TemplateName, byte[]> files, Set<TemplateName> approved)
      throws IOException {
    var revisions = revisions(files);
    var wanted = wanted(files, approved);
    var there = new Stored(store.list());
    Map<TemplateName, Step> steps = new TreeMap<>();
    for (var file : files.entrySet()) {
      var name = file.getKey();
      var revision = Objects.requireNonNull(revisions.get(name));
      var stored = there.file(name);
      var step =
          stored == null
              ? new Step(
                  there.spelt(name), Comparison.NEW, revision, Optional.empty(), Optional.empty())
              : compared(stored, file.getValue(), revision);
      steps.put(
          name,
          step.comparison() == Comparison.DIFFERENT && wanted.contains(name)
              ? step.as(Comparison.APPROVED)
              : step);
    }
    var templates =
        steps.values().stream().collect(Collectors.groupingBy(step -> step.name().admx().folded()));
    return new StorePlan(
        steps.values().stream()
            .map(
                step ->
                    heldBack(step, templates.getOrDefault(step.name().admx().folded(), List.of())))
            .toList(),
        templates.values().stream()
            .filter(all -> all.stream().anyMatch(step -> isCopiedTemplate(step, all)))
            .flatMap(all -> there.textsBeside(all))
            .sorted()
            .toList(),
        List.copyOf(wanted));
  }

  /** What was approved, by the names of the files. */
  private static SortedSet<TemplateName> wanted(
      Map<TemplateName, byte[]> files, Set<TemplateName> approved) {
    var wanted = new TreeSet<TemplateName>();
    for (var name : approved) {
      wanted.add(
          files.keySet().stream()
              .filter(file -> file.folded().equals(name.folded()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidInput(
                          "It is approved, and is none of the files.",
                          new InFile(name.toString()),
                          "Approve files by the names that the plan has for them.")));
    }
    return wanted;
  }

  /** Texts go with their own template only, and a template with all of its texts. */
  private static Step heldBack(Step step, List<Step> template) {
    return !step.comparison().copied() || goes(template) ? step : step.as(Comparison.HELD_BACK);
  }

  private static boolean isCopiedTemplate(Step step, List<Step> template) {
    return !step.name().isAdml() && step.comparison().copied() && goes(template);
  }

  private static boolean goes(List<Step> template) {
    var admx = template.stream().filter(step -> !step.name().isAdml()).findFirst().orElseThrow();
    return admx.comparison() == Comparison.SAME
        || template.stream()
            .allMatch(step -> step.comparison().copied() || step.comparison() == Comparison.SAME);
  }

  /** What the store has, by names as Windows compares them. */
  private static final class Stored {
    private final Map<String, TemplateName> files = new TreeMap<>();
    private final Map<String, String> languages = new HashMap<>();

    Stored(List<TemplateName> names) {
      for (var name : names) {
        files.putIfAbsent(name.folded(), name);
        name.language()
            .ifPresent(folder -> languages.putIfAbsent(folder.toLowerCase(Locale.ROOT), folder));
      }
    }

    @Nullable TemplateName file(TemplateName name) {
      return files.get(name.folded());
    }

    /** A new file goes into the folder that is there. */
    TemplateName spelt(TemplateName name) {
      return new TemplateName(
          name.language()
              .map(folder -> languages.getOrDefault(folder.toLowerCase(Locale.ROOT), folder)),
          name.base());
    }

    /** Texts of a template that are none of the files. */
    Stream<TemplateName> textsBeside(List<Step> template) {
      var known = template.stream().map(step -> step.name().folded()).collect(Collectors.toSet());
      return files.values().stream()
          .filter(name -> known.contains(name.admx().folded()) && !known.contains(name.folded()));
    }
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

  private static Map<TemplateName, Revision> revisions(Map<TemplateName, byte[]> files) {
    Map<TemplateName, Revision> revisions = new TreeMap<>();
    var folded = new HashSet<String>();
    for (var file : files.entrySet()) {
      var name = file.getKey();
      if (!folded.add(name.folded())) {
        throw new InvalidInput(
            "It is there twice, in upper and lower case.",
            new InFile(name.toString()),
            "Keep one of the two files: Windows takes their names for one.");
      }
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
   * @throws InvalidInput if the files or the store are no longer what they were at the plan, or
   *     somebody has to {@linkplain StorePlan#requireApproval() approve} a file first; nothing is
   *     changed then
   */
  public StoreReport copy(Map<TemplateName, byte[]> files, StorePlan plan) throws IOException {
    plan.requireApproval();
    if (!plan(files, Set.copyOf(plan.approved())).equals(plan)) {
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
