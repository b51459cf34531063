package dev.entente.server.grouppolicy.web;

import dev.entente.server.grouppolicy.Domains;
import dev.entente.server.kernel.Problem;
import dev.entente.server.web.SignedIn;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Admin center › Group Policy › Templates in the domain: choose, look at the plan, approve, copy
 * (mission row M60). A browser does not let a form keep its files, and nothing is kept here, so the
 * page of the plan carries the archive.
 */
@Controller
@RequestMapping("/admin/group-policy/domain/templates")
class StorePageController {

  private static final String PAGE = "/admin/group-policy/domain/templates";

  private final Domains domains;

  StorePageController(Domains domains) {
    this.domains = domains;
  }

  @GetMapping
  ModelAndView show(SignedIn reader) {
    reader.requireReader();
    return page(reader);
  }

  /** The plan on the page, or why there is none. */
  @PostMapping
  ModelAndView plan(
      SignedIn reader,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @RequestParam(defaultValue = "") String archive,
      @RequestParam(required = false) @Nullable List<String> approved) {
    reader.requireReader();
    return planned(reader, new Sent(files, archive, approved), page(reader));
  }

  @PostMapping("/copy")
  ModelAndView copy(
      SignedIn administrator,
      @RequestParam(defaultValue = "") String archive,
      @RequestParam(required = false) @Nullable List<String> approved,
      @RequestParam String digest) {
    administrator.requireSettingAdministrator();
    var sent = new Sent(List.of(), archive, approved);
    try {
      var chosen = sent.templates();
      var report =
          domains.copyTemplates(
              administrator.tenant(),
              chosen.files(),
              chosen.approved(),
              digest,
              administrator.actor());
      if (report.failure().isPresent()) {
        return page(administrator).addObject("report", TemplateResource.Copied.of(report, ""));
      }
      return new ModelAndView("redirect:" + PAGE)
          .addObject("copied", report.copied().isEmpty() ? "nothing" : "all");
    } catch (Problem problem) {
      return switch (problem.code()) {
        case PRECONDITION_FAILED ->
            planned(administrator, sent, Refused.on(page(administrator), problem, "stale"));
        case CONFLICT ->
            planned(administrator, sent, Refused.on(page(administrator), problem, "problem"));
        default -> Refused.on(page(administrator), problem, "problem");
      };
    }
  }

  private ModelAndView planned(SignedIn reader, Sent sent, ModelAndView page) {
    try {
      var chosen = sent.templates();
      var plan = domains.planTemplates(reader.tenant(), chosen.files(), chosen.approved());
      return page.addObject("archive", sent.carried())
          .addObject("plan", TemplateResource.Plan.of(plan, ""));
    } catch (Problem problem) {
      return Refused.on(page, problem, "problem");
    }
  }

  private ModelAndView page(SignedIn reader) {
    return new ModelAndView("grouppolicy/store")
        .addObject("domain", domains.find(reader.tenant()).orElse(null))
        .addObject("mayChange", reader.mayChangeSetting());
  }

  /**
   * What a form sent.
   *
   * @param files a ZIP archive that was chosen just now
   * @param archive the one that the plan's page carries, in Base64
   */
  private record Sent(
      @Nullable List<MultipartFile> files, String archive, @Nullable List<String> approved) {

    ChosenTemplates templates() {
      return ChosenTemplates.of(carried(), Optional.ofNullable(approved).orElse(List.of()));
    }

    /** For the next form; empty for Entente's own template. */
    String carried() {
      return Uploads.chosen(files, "files").stream()
          .findFirst()
          .map(it -> Base64.getEncoder().encodeToString(Uploads.contentOf(it)))
          .orElse(archive);
    }
  }
}
