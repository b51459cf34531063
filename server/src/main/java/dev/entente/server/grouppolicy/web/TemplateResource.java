package dev.entente.server.grouppolicy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.grouppolicy.template.StorePlan;
import dev.entente.grouppolicy.template.StoreReport;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.server.grouppolicy.TemplatePlan;
import java.util.List;
import java.util.Optional;

/** Templates in a tenant's domain as the API spells them. */
final class TemplateResource {

  private TemplateResource() {}

  /**
   * What copying would do.
   *
   * @param files in the order in which they would be copied
   * @param unapproved files to approve before anything is copied
   * @param approved as it was asked for, to send again with copy
   * @param missing texts of the domain, of a template that is copied, that are none of the files
   * @param digest to send with copy
   */
  record Plan(
      @JsonProperty("@odata.context") String context,
      boolean isEmpty,
      List<File> files,
      List<String> unapproved,
      List<String> approved,
      List<String> missing,
      String digest) {

    static Plan of(TemplatePlan plan, String context) {
      var steps = plan.steps();
      return new Plan(
          context,
          steps.isDone(),
          steps.steps().stream().map(File::of).toList(),
          names(steps.unapproved()),
          names(steps.approved()),
          names(steps.missing()),
          plan.digest());
    }

    /** Approved files of which that does not decide, such as those held back. */
    public List<String> approvedInVain() {
      return approved.stream()
          .filter(
              it ->
                  files.stream()
                      .noneMatch(file -> file.wantsApproval() && file.name().equalsIgnoreCase(it)))
          .toList();
    }
  }

  /**
   * A file beside the domain's.
   *
   * @param language empty for a template, as opposed to its texts
   * @param storedRevision that of the domain's file, if it has one that can be read
   */
  record File(
      String name,
      Optional<String> language,
      String comparison,
      boolean copied,
      String revision,
      Optional<String> storedRevision) {

    static File of(StorePlan.Step step) {
      return new File(
          step.name().toString(),
          step.name().language(),
          Label.of(step.comparison()),
          step.comparison().copied(),
          step.revision().toString(),
          step.stored().map(Object::toString));
    }

    /** Whether somebody has to say, or has said, that it is copied all the same. */
    public boolean wantsApproval() {
      return comparison.equals("different") || comparison.equals("approved");
    }
  }

  /**
   * What was copied.
   *
   * @param left what was to be copied and was not, after a failure
   */
  record Copied(
      @JsonProperty("@odata.context") String context,
      List<String> copied,
      List<String> left,
      Optional<Failure> failure) {

    static Copied of(StoreReport report, String context) {
      return new Copied(
          context,
          names(report.copied()),
          names(report.left()),
          report.failure().map(it -> new Failure(it.name().toString(), it.said())));
    }
  }

  /** The file at which copying stopped, and why. */
  record Failure(String name, String message) {}

  private static List<String> names(List<TemplateName> names) {
    return names.stream().map(TemplateName::toString).toList();
  }
}
