package dev.entente.server.grouppolicy.web;

import dev.entente.grouppolicy.effective.App;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.grouppolicy.effective.UserOption;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.grouppolicy.OfficeAnswer;
import dev.entente.server.grouppolicy.OfficeAnswers;
import dev.entente.server.kernel.Problem;
import dev.entente.server.web.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Admin center › Group Policy › A computer: files of a computer, and what Office shows there
 * (mission row M62). Nothing is saved, so the answer stands on the page that is posted to.
 */
@Controller
@RequestMapping("/admin/group-policy/computer")
class ComputerPageController {

  private final OfficeAnswers answers;
  private final Directory directory;

  ComputerPageController(OfficeAnswers answers, Directory directory) {
    this.answers = answers;
    this.directory = directory;
  }

  /** What was asked, for the form to keep; a browser does not let it keep files. */
  record Asked(String person, String app, String userOption) {}

  @GetMapping
  ModelAndView show(SignedIn reader, @RequestParam(defaultValue = "") String person) {
    reader.requireReader();
    return page(new Asked(person, Label.of(App.WORD), Label.of(UserOption.NOT_TOLD)));
  }

  @PostMapping
  ModelAndView answer(
      SignedIn reader,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String app,
      @RequestParam(defaultValue = "") String userOption) {
    reader.requireReader();
    var page = page(new Asked(person, app, userOption));
    try {
      var subject = person(reader, person.strip());
      var read = Uploads.ofComputer(files, "files");
      return page.addObject("subject", subject.displayName())
          .addObject("files", read)
          .addObject(
              "found",
              answer(
                  reader,
                  subject,
                  read,
                  Label.parse(App.class, app, "app"),
                  Label.parse(UserOption.class, userOption, "userOption")));
    } catch (Problem problem) {
      return Refused.on(page, problem, "problem");
    }
  }

  private OfficeAnswer answer(
      SignedIn reader, Person person, List<ComputerFile> files, App app, UserOption option) {
    return answers.of(reader.tenant(), person.id(), files, option, app);
  }

  private Person person(SignedIn reader, String principalName) {
    return (principalName.isEmpty()
            ? directory.person(reader.tenant(), reader.user())
            : directory.personByPrincipalName(reader.tenant(), principalName))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    "There is nobody with the user principal name “%s”. Check the spelling."
                        .formatted(principalName),
                    "person"));
  }

  private static ModelAndView page(Asked asked) {
    return new ModelAndView("grouppolicy/computer")
        .addObject("asked", asked)
        .addObject("apps", GroupPolicyPageController.labels(App.values()))
        .addObject("options", GroupPolicyPageController.labels(UserOption.values()));
  }
}
