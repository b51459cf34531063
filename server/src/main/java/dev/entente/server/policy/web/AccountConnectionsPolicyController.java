package dev.entente.server.policy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.policy.Audience;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.tenant.Availability;
import dev.entente.server.web.Etag;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The setting in the API. */
@RestController
@RequestMapping("/v1.0/policies/accountConnections")
class AccountConnectionsPolicyController {

  private final Policies policies;
  private final WebSettings settings;

  AccountConnectionsPolicyController(Policies policies, WebSettings settings) {
    this.policies = policies;
    this.settings = settings;
  }

  @GetMapping
  ResponseEntity<PolicyResource> show(SignedIn reader) {
    reader.requireReader();
    return answer(policies.of(reader.tenant()));
  }

  @PatchMapping
  ResponseEntity<PolicyResource> update(
      SignedIn administrator,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody PolicyPatch patch) {
    administrator.requireSettingAdministrator();
    var seen = policies.of(administrator.tenant());
    new Etag(seen.version()).requireMatch(ifMatch);
    return answer(
        policies.change(
            administrator.tenant(), patch.change(), seen.version(), administrator.actor()));
  }

  private ResponseEntity<PolicyResource> answer(TenantPolicy policy) {
    return ResponseEntity.ok()
        .header(HttpHeaders.ETAG, new Etag(policy.version()).toString())
        .body(PolicyResource.of(policy, settings.context("policies/accountConnections")));
  }

  /** What is absent stays as it is. */
  record PolicyPatch(
      Optional<String> setting,
      Optional<String> selectedGroup,
      Optional<Boolean> usersMayConsent,
      Optional<String> directionCeiling,
      Optional<Boolean> publicInformation) {

    PolicyChange change() {
      if (selectedGroup.isPresent() && !setting.equals(Optional.of("selectedGroup"))) {
        throw new Problem(
            Problem.Code.INVALID_REQUEST,
            "selectedGroup: comes with the setting selectedGroup only.",
            "selectedGroup");
      }
      return new PolicyChange(
          setting.map(it -> SettingForm.audience(it, selectedGroup.map(PolicyPatch::group))),
          usersMayConsent,
          directionCeiling.map(PolicyPatch::direction),
          publicInformation);
    }

    private static GroupId group(String id) {
      try {
        return GroupId.parse(id);
      } catch (Problem problem) {
        throw new Problem(problem.code(), "selectedGroup: " + problem.message(), "selectedGroup");
      }
    }

    private static Direction direction(String label) {
      return Direction.of(label)
          .orElseThrow(
              () ->
                  new Problem(
                      Problem.Code.INVALID_REQUEST,
                      "directionCeiling: must be one of inbound, both.",
                      "directionCeiling"));
    }
  }

  /**
   * The setting.
   *
   * @param availability {@code available}, {@code notInThisCloud} or {@code notRolledOutYet}
   */
  record PolicyResource(
      @JsonProperty("@odata.context") String context,
      String id,
      String availability,
      String setting,
      Optional<String> selectedGroup,
      boolean usersMayConsent,
      String directionCeiling,
      boolean publicInformation) {

    static PolicyResource of(TenantPolicy policy, String context) {
      return new PolicyResource(
          context,
          "accountConnections",
          availability(policy.availability()),
          policy.audience().label(),
          policy.audience() instanceof Audience.MembersOf(var group)
              ? Optional.of(group.toString())
              : Optional.empty(),
          policy.usersMayConsent(),
          policy.ceiling().label(),
          policy.publicInformation());
    }

    private static String availability(Availability availability) {
      return switch (availability) {
        case Availability.Available _ -> "available";
        case Availability.Unavailable(var reason) ->
            switch (reason) {
              case NOT_IN_THIS_CLOUD -> "notInThisCloud";
              case NOT_ROLLED_OUT_YET -> "notRolledOutYet";
            };
      };
    }
  }
}
