package dev.entente.server.grouppolicy.web;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.offer.Offer;
import dev.entente.server.kernel.Problem;
import dev.entente.server.web.SignedIn;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Admin center › Group Policy: what the policy does, and the files to take away. */
@Controller
@RequestMapping("/admin/group-policy")
class GroupPolicyPageController {

  private final Clock clock;

  GroupPolicyPageController(Clock clock) {
    this.clock = clock;
  }

  @GetMapping
  ModelAndView show(SignedIn reader) {
    reader.requireReader();
    return page(Download.USUAL);
  }

  /** The file, or the page again with what is wrong. */
  @GetMapping("/files")
  Object file(
      SignedIn reader,
      @RequestParam String form,
      @RequestParam String state,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String id) {
    reader.requireReader();
    var download = new Download(form, state, name, id);
    try {
      return download.file(clock);
    } catch (Problem problem) {
      var page = page(download);
      page.addObject("problem", problem.message());
      page.setStatus(HttpStatusCode.valueOf(problem.code().status()));
      return page;
    }
  }

  private static ModelAndView page(Download download) {
    return new ModelAndView("grouppolicy/index")
        .addObject("download", download)
        .addObject("forms", labels(Offer.values()))
        .addObject("states", labels(PolicyState.values()))
        .addObject(
            "backups",
            Arrays.stream(PolicyState.values())
                .map(it -> new Backup(Label.of(it), Offer.backupId(it).guid().toString()))
                .toList());
  }

  static List<String> labels(Enum<?>... choices) {
    return Arrays.stream(choices).map(Label::of).toList();
  }

  /** What {@code Import-GPO -BackupId} takes for a state. */
  record Backup(String state, String id) {}

  /** What an administrator wants to take away. */
  record Download(String form, String state, String name, String id) {

    static final Download USUAL =
        new Download(Label.of(Offer.BACKUP), Label.of(PolicyState.DISABLED), Offer.USUAL_NAME, "");

    ResponseEntity<byte[]> file(Clock clock) {
      var offer = Label.parse(Offer.class, form, "form");
      var wanted = Label.parse(PolicyState.class, state, "state");
      var called = name.isBlank() ? Offer.USUAL_NAME : name.strip();
      return OfficePolicyController.download(
          Uploads.asked(
              offer.needsId() ? "id" : "name",
              () -> offer.file(wanted, called, id.strip(), clock.instant())));
    }
  }
}
