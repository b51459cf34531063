package dev.entente.server.policy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.PolicyChange;
import dev.entente.server.policy.TenantPolicy;
import dev.entente.server.web.Etag;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
  private final Directory directory;
  private final MessageSource messages;
  private final WebSettings settings;

  AccountConnectionsPolicyController(
      Policies policies, Directory directory, MessageSource messages, WebSettings settings) {
    this.policies = policies;
    this.directory = directory;
    this.messages = messages;
    this.settings = settings;
  }

  @Operation(summary = "The setting; for administrators and auditors")
  @GetMapping
  ResponseEntity<PolicyResource> show(SignedIn reader, @Parameter(hidden = true) Locale locale) {
    reader.requireReader();
    return answer(reader.tenant(), policies.of(reader.tenant()), locale);
  }

  @Operation(
      summary = "Changes the setting; for Global and Account Connections Administrators",
      description = "What is absent stays as it is. No withdraws everyone's consent at once.")
  @PatchMapping
  ResponseEntity<PolicyResource> update(
      SignedIn administrator,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody PolicyPatch patch,
      @Parameter(hidden = true) Locale locale) {
    administrator.requireSettingAdministrator();
    var tenant = administrator.tenant();
    var seen = policies.of(tenant);
    new Etag(seen.version()).requireMatch(ifMatch, () -> policies.changedMeanwhile(tenant, seen));
    return answer(
        tenant,
        policies.change(tenant, patch.change(), seen.version(), administrator.actor()),
        locale);
  }

  private ResponseEntity<PolicyResource> answer(
      TenantId tenant, TenantPolicy policy, Locale locale) {
    return ResponseEntity.ok()
        .header(HttpHeaders.ETAG, new Etag(policy.version()).toString())
        .body(resource(tenant, policy, locale));
  }

  private PolicyResource resource(TenantId tenant, TenantPolicy policy, Locale locale) {
    return new PolicyResource(
        settings.context("policies/accountConnections"),
        "accountConnections",
        AvailabilityLabel.of(policy.availability()),
        messages.getMessage(
            AvailabilityLabel.messageKey(policy.availability()), new Object[0], locale),
        AvailabilityLabel.regionDefault(policy.availability()),
        policy.audience().label(),
        policy.selectedGroup().map(GroupId::toString),
        policy.selectedGroup().flatMap(it -> directory.group(tenant, it)).map(Group::displayName),
        policy.usersMayConsent(),
        policy.ceiling().label(),
        policy.publicInformation(),
        policy.consentEpoch(),
        policy.changed().at(),
        modifier(tenant, policy.changed().by()));
  }

  private Modifier modifier(TenantId tenant, Actor actor) {
    return new Modifier(
        actor.kind(),
        actor.id(),
        actor instanceof Actor.Person(var id)
            ? directory.person(tenant, id).map(Person::displayName)
            : Optional.empty());
  }

  /** What is absent stays as it is; null is not absent, which a record could not tell. */
  static final class PolicyPatch {

    @JsonSetter(nulls = Nulls.FAIL)
    private Optional<String> setting = Optional.empty();

    @JsonSetter(nulls = Nulls.FAIL)
    private Optional<String> selectedGroup = Optional.empty();

    @JsonSetter(nulls = Nulls.FAIL)
    private Optional<Boolean> usersMayConsent = Optional.empty();

    @JsonSetter(nulls = Nulls.FAIL)
    private Optional<String> directionCeiling = Optional.empty();

    @JsonSetter(nulls = Nulls.FAIL)
    private Optional<Boolean> publicInformation = Optional.empty();

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
   * @param regionDefault {@code yes} or {@code no}: what the tenant's region starts with, where the
   *     setting is available
   * @param selectedGroupDisplayName absent also when the group is no longer in the directory
   * @param consentEpoch moves when everyone's consent is withdrawn
   */
  record PolicyResource(
      @JsonProperty("@odata.context") String context,
      String id,
      String availability,
      String availabilityExplanation,
      Optional<String> regionDefault,
      String setting,
      Optional<String> selectedGroup,
      Optional<String> selectedGroupDisplayName,
      boolean usersMayConsent,
      String directionCeiling,
      boolean publicInformation,
      long consentEpoch,
      Instant lastModifiedDateTime,
      Modifier lastModifiedBy) {}

  /**
   * Who changed the setting last.
   *
   * @param kind {@code person}, or {@code operator} of a default and of what followed the rollout
   * @param displayName absent also of somebody who is no longer in the directory
   */
  record Modifier(String kind, Optional<String> id, Optional<String> displayName) {}
}
