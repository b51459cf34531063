package dev.entente.server.grouppolicy.web;

import dev.entente.server.grouppolicy.Domains;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Templates in the tenant's domain, in the API: look, copy (mission row M60). */
@RestController
class OfficePolicyTemplatesController {

  private static final String CONTEXT = "officePolicy/domain/templates";

  private final Domains domains;
  private final WebSettings settings;

  OfficePolicyTemplatesController(Domains domains, WebSettings settings) {
    this.domains = domains;
    this.settings = settings;
  }

  @Operation(
      summary =
          "What copying templates into the domain's central store would do; for administrators and"
              + " auditors",
      description =
          "archive is a ZIP archive in Base64; without it, Entente's own template. approved names"
              + " files to copy though the domain has another content of the same revision. Changes"
              + " nothing.")
  @PostMapping("/v1.0/officePolicy/domain/templates:plan")
  TemplateResource.Plan plan(
      @Parameter(hidden = true) SignedIn reader, @RequestBody Request request) {
    reader.requireReader();
    var chosen = request.templates();
    return TemplateResource.Plan.of(
        domains.planTemplates(reader.tenant(), chosen.files(), chosen.approved()),
        settings.context(CONTEXT + "/plan"));
  }

  @Operation(
      summary = "Copies what was planned; for Global and Account Connections Administrators",
      description =
          "With what was sent for the plan, and its digest; 412 when the domain or the templates"
              + " are no longer as they were then, 409 while a file has to be approved.")
  @PostMapping("/v1.0/officePolicy/domain/templates:copy")
  TemplateResource.Copied copy(
      @Parameter(hidden = true) SignedIn administrator, @RequestBody Request request) {
    administrator.requireSettingAdministrator();
    var chosen = request.templates();
    return TemplateResource.Copied.of(
        domains.copyTemplates(
            administrator.tenant(),
            chosen.files(),
            chosen.approved(),
            OfficePolicyDomainController.given(request.digest(), "digest"),
            administrator.actor()),
        settings.context(CONTEXT + "/report"));
  }

  /**
   * What to look at, or to copy as it was looked at.
   *
   * @param archive in Base64
   * @param digest of the plan, to copy
   */
  record Request(
      @Nullable String archive, @Nullable List<String> approved, @Nullable String digest) {

    ChosenTemplates templates() {
      return ChosenTemplates.of(
          Optional.ofNullable(archive).orElse(""), Optional.ofNullable(approved).orElse(List.of()));
    }
  }
}
