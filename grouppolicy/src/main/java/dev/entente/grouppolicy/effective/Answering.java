package dev.entente.grouppolicy.effective;

import static dev.entente.grouppolicy.OfficeLinkedInPolicy.OPTION_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.OPTION_VALUE;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_KEY;
import static dev.entente.grouppolicy.OfficeLinkedInPolicy.POLICY_VALUE;

import dev.entente.grouppolicy.PolicyState;
import dev.entente.grouppolicy.PolicyValue;
import dev.entente.grouppolicy.effective.Answer.Finding;
import dev.entente.grouppolicy.effective.Answer.Reason;
import dev.entente.grouppolicy.effective.Answer.Rule;
import dev.entente.grouppolicy.effective.Answer.Step;
import dev.entente.grouppolicy.registry.Instruction.SetValueIfAbsent;
import dev.entente.grouppolicy.registry.RegistryEntry;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.grouppolicy.registry.RegistryState;
import dev.entente.grouppolicy.registry.RegistryValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules, and the only place where they are written. All rules that an application heeds are
 * asked, also after one has refused, because whether the option is locked is asked besides; the
 * first that refuses decides.
 */
final class Answering {

  private final Question question;
  private final List<Layer> layers;
  private final List<Step> trace = new ArrayList<>();

  Answering(Question question) {
    this.question = question;
    this.layers = question.layers().stream().map(Answering::relevant).toList();
  }

  /** Without what cannot change the two values, of which there may be very much. */
  private static Layer relevant(Layer layer) {
    return new Layer(
        layer.name(),
        new RegistryPolicy(layer.user().entries().stream().filter(Answering::isRelevant).toList()));
  }

  static boolean isRelevant(RegistryEntry entry) {
    return entry.touches(POLICY_KEY, POLICY_VALUE) || entry.touches(OPTION_KEY, OPTION_VALUE);
  }

  Answer answer() {
    return switch (question.app().kind()) {
      case DESKTOP -> desktop();
      case WEB -> web();
      case WITHOUT_LINKEDIN -> withoutLinkedIn();
    };
  }

  private Answer desktop() {
    found(Rule.APP, Finding.HEEDS_TENANT_POLICY_AND_OPTION);
    tenant();
    var registry = layers();
    trace.add(step(Rule.POLICY, registry.value(POLICY_KEY, POLICY_VALUE), ""));
    var policy = policy(registry);
    var option = option(registry.value(OPTION_KEY, OPTION_VALUE));
    var reason = reason(policy, option);
    return answer(reason, policy == PolicyState.DISABLED, policy);
  }

  private Reason reason(PolicyState policy, Finding option) {
    if (!question.tenant().allowed()) {
      return Reason.TENANT_DENIES;
    }
    if (policy == PolicyState.DISABLED) {
      return Reason.POLICY_DISABLED;
    }
    if (option == Finding.OFF) {
      return Reason.OPTION_OFF;
    }
    if (option == Finding.ON) {
      return Reason.OPTION_ON;
    }
    return policy == PolicyState.ENABLED ? Reason.POLICY_ENABLED : Reason.ON_BY_DEFAULT;
  }

  private Answer web() {
    found(Rule.APP, Finding.HEEDS_TENANT_ONLY);
    tenant();
    return answer(
        question.tenant().allowed() ? Reason.TENANT_ALLOWS : Reason.TENANT_DENIES, false, policy());
  }

  private Answer withoutLinkedIn() {
    found(Rule.APP, Finding.HAS_NO_LINKEDIN);
    return answer(Reason.APP_HAS_NO_LINKEDIN, false, policy());
  }

  private Answer answer(Reason reason, boolean locked, PolicyState policy) {
    return new Answer(question.app(), reason.shows(), locked, reason, policy, trace);
  }

  private void tenant() {
    var tenant = question.tenant();
    trace.add(
        new Step(
            Rule.TENANT, tenant.allowed() ? Finding.ALLOWED : Finding.DENIED, tenant.reason(), ""));
  }

  // [MS-GPREG] §3.2.5.1.2: the objects are applied in order, so a later one writes over an earlier.
  private RegistryState layers() {
    var registry = RegistryState.EMPTY;
    for (var layer : layers) {
      var before = registry.value(POLICY_KEY, POLICY_VALUE);
      registry = registry.apply(layer.user());
      var after = registry.value(POLICY_KEY, POLICY_VALUE);
      if (after.equals(before) && !speaks(layer)) {
        trace.add(new Step(Rule.LAYER, Finding.SILENT, layer.name(), ""));
      } else if (after.isEmpty()) {
        trace.add(new Step(Rule.LAYER, Finding.REMOVED, layer.name(), ""));
      } else {
        trace.add(step(Rule.LAYER, after, layer.name()));
      }
    }
    return registry;
  }

  /** One that has changed nothing: {@code **soft.} has given way to a layer before it. */
  private static boolean speaks(Layer layer) {
    return layer.user().entries().stream()
        .filter(entry -> !(entry.instruction() instanceof SetValueIfAbsent))
        .anyMatch(entry -> entry.isAbout(POLICY_KEY, POLICY_VALUE));
  }

  /**
   * A value that is none of the policy's is in no state, as in the editor, which knows a state by
   * the {@code enabledValue} and {@code disabledValue} of the ADMX schema; so nothing is hidden on
   * its account.
   */
  private static PolicyState policy(RegistryState registry) {
    return PolicyValue.state(registry.value(POLICY_KEY, POLICY_VALUE))
        .orElse(PolicyState.NOT_CONFIGURED);
  }

  /** What an application that does not heed it leaves out of the trace. */
  private PolicyState policy() {
    var registry = RegistryState.EMPTY;
    for (var layer : layers) {
      registry = registry.apply(layer.user());
    }
    return policy(registry);
  }

  private static Step step(Rule rule, Optional<RegistryValue> value, String source) {
    return PolicyValue.state(value)
        .map(state -> new Step(rule, Finding.valueOf(state.name()), source, ""))
        .orElseGet(
            () ->
                new Step(
                    rule, Finding.MALFORMED, source, value.map(PolicyValue::words).orElse("")));
  }

  private Finding option(Optional<RegistryValue> inLayers) {
    var finding =
        switch (question.option()) {
          case ON -> Finding.ON;
          case OFF -> Finding.OFF;
          case NOT_TOLD -> optionIn(inLayers);
        };
    var value = finding == Finding.MALFORMED ? inLayers.map(PolicyValue::words).orElse("") : "";
    trace.add(new Step(Rule.OPTION, finding, "", value));
    return finding;
  }

  private static Finding optionIn(Optional<RegistryValue> value) {
    if (value.isEmpty()) {
      return Finding.ABSENT;
    }
    var number = value.get().dword();
    if (number.isEmpty() || number.getAsLong() > 1) {
      return Finding.MALFORMED;
    }
    return number.getAsLong() == 1 ? Finding.ON : Finding.OFF;
  }

  private void found(Rule rule, Finding finding) {
    trace.add(new Step(rule, finding, "", ""));
  }
}
