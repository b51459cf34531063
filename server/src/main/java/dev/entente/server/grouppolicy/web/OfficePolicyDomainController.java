package dev.entente.server.grouppolicy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.grouppolicy.Domains;
import dev.entente.server.grouppolicy.Outcome;
import dev.entente.server.kernel.Problem;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's domain in the API: look, plan, apply. */
@RestController
class OfficePolicyDomainController {

  private static final String CONTEXT = "officePolicy/domain";

  private final Domains domains;
  private final WebSettings settings;

  OfficePolicyDomainController(Domains domains, WebSettings settings) {
    this.domains = domains;
    this.settings = settings;
  }

  @Operation(
      summary = "The organisation's Active Directory domain; for administrators and auditors")
  @GetMapping("/v1.0/officePolicy/domain")
  DomainResource.Show show(@Parameter(hidden = true) SignedIn reader) {
    reader.requireReader();
    var domain = domains.require(reader.tenant());
    return new DomainResource.Show(
        settings.context(CONTEXT),
        domain.name(),
        domain.objectName(),
        domains.last(reader.tenant()).map(DomainResource.Change::of));
  }

  @Operation(
      summary = "What a change in the domain would do; for administrators and auditors",
      description = "goal is enabled, disabled, notConfigured or undo. Changes nothing.")
  @PostMapping("/v1.0/officePolicy/domain:plan")
  DomainResource.Plan plan(
      @Parameter(hidden = true) SignedIn reader, @RequestBody PlanRequest request) {
    reader.requireReader();
    return DomainResource.Plan.of(
        domains.plan(reader.tenant(), DomainResource.goal(given(request.goal(), "goal"))),
        settings.context(CONTEXT + "/plan"));
  }

  @Operation(
      summary = "Makes a planned change; for Global and Account Connections Administrators",
      description =
          "With the digest of the plan; 412 when the domain is no longer as it was then. halfDone"
              + " in the answer says that some of it failed: plan and apply again.")
  @PostMapping("/v1.0/officePolicy/domain:apply")
  Applied apply(
      @Parameter(hidden = true) SignedIn administrator, @RequestBody ApplyRequest request) {
    administrator.requireSettingAdministrator();
    var outcome =
        domains.apply(
            administrator.tenant(),
            DomainResource.goal(given(request.goal(), "goal")),
            given(request.digest(), "digest"),
            administrator.actor());
    return switch (outcome) {
      case Outcome.Changed(var change) ->
          applied(Optional.of(DomainResource.Change.of(change)), Optional.empty());
      case Outcome.Unchanged _ -> applied(Optional.empty(), Optional.empty());
      case Outcome.HalfDone halfDone -> applied(Optional.empty(), Optional.of(halfDone.words()));
    };
  }

  private Applied applied(Optional<DomainResource.Change> change, Optional<String> halfDone) {
    return new Applied(settings.context(CONTEXT + "/change"), change, halfDone);
  }

  static String given(@Nullable String text, String field) {
    if (text == null || text.isBlank()) {
      throw new Problem(Problem.Code.INVALID_REQUEST, field + ": is required.", field);
    }
    return text;
  }

  /** What to look at. */
  record PlanRequest(@Nullable String goal) {}

  /** What to do, as it was looked at. */
  record ApplyRequest(@Nullable String goal, @Nullable String digest) {}

  /**
   * What was done. No error where it is half done: those say that nothing has changed.
   *
   * @param change absent when there was nothing to do, or not all of it is done
   * @param halfDone what failed and what to do, where some of it is done
   */
  record Applied(
      @JsonProperty("@odata.context") String context,
      Optional<DomainResource.Change> change,
      Optional<String> halfDone) {}
}
