package dev.entente.server.grouppolicy.web;

import dev.entente.grouppolicy.template.Finding;
import dev.entente.grouppolicy.template.Policy;
import dev.entente.grouppolicy.template.PolicyDescription;
import dev.entente.grouppolicy.template.TemplateName;
import dev.entente.grouppolicy.template.Templates;
import dev.entente.server.kernel.Problem;
import dev.entente.server.web.SignedIn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Admin center › Group Policy › Templates: an administrator's ADMX and ADML files, read as the
 * policy editor reads them, and forgotten (mission row M60).
 */
@Controller
@RequestMapping("/admin/group-policy/templates")
class TemplatesPageController {

  private static final String ENGLISH = "en-US";

  /** Thousands of findings help nobody; the first say where to begin. */
  private static final int MOST_FINDINGS = 200;

  @GetMapping
  ModelAndView show(SignedIn reader, Locale locale) {
    reader.requireReader();
    return page(locale.getLanguage().equals("en") ? ENGLISH : locale.toLanguageTag());
  }

  @PostMapping
  ModelAndView read(
      SignedIn reader,
      @RequestParam(required = false) @Nullable List<MultipartFile> admx,
      @RequestParam(required = false) @Nullable List<MultipartFile> adml,
      @RequestParam(required = false) @Nullable List<MultipartFile> english,
      @RequestParam(defaultValue = ENGLISH) String language) {
    reader.requireReader();
    var page = page(language.strip());
    try {
      var templates = Templates.of(files(admx, adml, english, language.strip()));
      return page.addObject("read", Read.of(templates, language.strip()));
    } catch (Problem problem) {
      return Refused.on(page, problem, "problem");
    }
  }

  private static ModelAndView page(String language) {
    return new ModelAndView("grouppolicy/templates").addObject("language", language);
  }

  private static Map<TemplateName, byte[]> files(
      @Nullable List<MultipartFile> admx,
      @Nullable List<MultipartFile> adml,
      @Nullable List<MultipartFile> english,
      String language) {
    var files = new TreeMap<TemplateName, byte[]>();
    put(files, "", Uploads.chosen(admx, "admx"), "admx");
    if (files.isEmpty()) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "admx: choose at least one ADMX file, such as office16.admx.",
          "admx");
    }
    put(files, language + "/", Uploads.chosen(adml, "adml"), "adml");
    put(files, ENGLISH + "/", Uploads.chosen(english, "english"), "english");
    return files;
  }

  private static void put(
      Map<TemplateName, byte[]> files, String folder, List<MultipartFile> chosen, String part) {
    for (var file : chosen) {
      var name = Uploads.asked(part, () -> TemplateName.parse(folder + Uploads.nameOf(file)));
      if (files.putIfAbsent(name, Uploads.contentOf(file)) != null) {
        throw new Problem(
            Problem.Code.INVALID_REQUEST,
            "%s: two files are called %s. Choose one of them.".formatted(part, name),
            part);
      }
    }
  }

  /**
   * What became of the files.
   *
   * @param policy about LinkedIn in Office, where Microsoft's template is among them
   * @param policies how many there are in all
   */
  record Read(
      Optional<PolicyDescription> policy,
      int policies,
      long errors,
      long warnings,
      List<Finding> findings) {

    static Read of(Templates templates, String language) {
      var findings = templates.findings();
      var errors = findings.stream().filter(Finding::isError).count();
      return new Read(
          templates.officeLinkedIn().map(it -> templates.describe(it, language)),
          templates.policies().size(),
          errors,
          findings.size() - errors,
          findings.stream().limit(MOST_FINDINGS).toList());
    }

    /** What Enabled writes, in words. */
    public List<String> enabled() {
      return policy.stream().flatMap(it -> words(it.policy().enabled())).toList();
    }

    public List<String> disabled() {
      return policy.stream().flatMap(it -> words(it.policy().disabled())).toList();
    }

    private static Stream<String> words(List<Policy.Write> writes) {
      return writes.stream()
          .map(it -> "%s\\%s = %s".formatted(it.key(), it.valueName(), it.value()));
    }
  }
}
