package dev.entente.server.policy.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.server.directory.Directory;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Decision;
import dev.entente.server.policy.Direction;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.Reason;
import dev.entente.server.web.SignedIn;
import dev.entente.server.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Whether a person may connect, and why, in words for both sides (mission row M12). */
@RestController
class DecisionController {

  private final Policies policies;
  private final Directory directory;
  private final MessageSource messages;
  private final WebSettings settings;

  DecisionController(
      Policies policies, Directory directory, MessageSource messages, WebSettings settings) {
    this.policies = policies;
    this.directory = directory;
    this.messages = messages;
    this.settings = settings;
  }

  @Operation(summary = "Whether the caller may connect, and why")
  @GetMapping("/v1.0/me/connectionDecision")
  DecisionResource mine(@Parameter(hidden = true) SignedIn caller, Locale locale) {
    return decision(caller.tenant(), caller.user(), "me/connectionDecision", locale);
  }

  @Operation(summary = "Whether a person may connect, and why; for administrators and auditors")
  @GetMapping("/v1.0/users/{id}/connectionDecision")
  DecisionResource of(
      @PathVariable UserId id, @Parameter(hidden = true) SignedIn reader, Locale locale) {
    reader.requireReader();
    if (directory.person(reader.tenant(), id).isEmpty()) {
      throw new Problem(Problem.Code.NOT_FOUND, "There is no such user.", "id");
    }
    return decision(reader.tenant(), id, "users('%s')/connectionDecision".formatted(id), locale);
  }

  private DecisionResource decision(TenantId tenant, UserId person, String context, Locale locale) {
    var decision = policies.rule(tenant, person).decision();
    return new DecisionResource(
        settings.context(context),
        decision.isAllowed() ? "allowed" : "denied",
        decision.reason(),
        decision instanceof Decision.Allowed(_, var ceiling, _)
            ? Optional.of(ceiling).map(Direction::label)
            : Optional.empty(),
        explanation(decision.reason(), locale),
        decision.trace());
  }

  private Explanation explanation(Reason reason, Locale locale) {
    return new Explanation(
        text(reason, "administrator", locale),
        text(reason, "person", locale),
        text(reason, "changedBy", locale));
  }

  private String text(Reason reason, String reader, Locale locale) {
    return messages.getMessage("decision.%s.%s".formatted(reason, reader), new Object[0], locale);
  }

  /**
   * The decision.
   *
   * @param outcome {@code allowed} or {@code denied}
   * @param ceiling the widest direction the person may choose, when allowed
   * @param trace the rules in the order they were asked; the last one decided
   */
  record DecisionResource(
      @JsonProperty("@odata.context") String context,
      String outcome,
      Reason reason,
      Optional<String> ceiling,
      Explanation explanation,
      List<Decision.Step> trace) {}

  /** The reason in words. */
  record Explanation(String forAdministrator, String forPerson, String whoCanChange) {}
}
