package dev.entente.grouppolicy.effective;

import dev.entente.grouppolicy.PolicyState;
import java.util.List;

/**
 * Whether LinkedIn is shown, and why.
 *
 * @param shown whether the application shows LinkedIn features to the person
 * @param locked whether the policy keeps the person from changing the option
 * @param reason the one reason that decided whether it is shown
 * @param policy the state that the computer's layers add up to, whether the application heeds it or
 *     not
 * @param trace the rules in the order they were asked
 */
public record Answer(
    App app, boolean shown, boolean locked, Reason reason, PolicyState policy, List<Step> trace) {

  public Answer {
    trace = List.copyOf(trace);
  }

  /**
   * One rule that was asked.
   *
   * @param source the layer, or the tenant's reason, that the finding comes from; or nothing
   * @param value a registry value that means nothing, such as {@code REG_DWORD 7}; or nothing
   */
  public record Step(Rule rule, Finding finding, String source, String value) {}

  /** The rules, in the order in which they are asked. */
  public enum Rule {
    /** Whether the application has the feature, and what it heeds. */
    APP,
    TENANT,
    /** What one layer does to the policy; asked for each, the last that speaks wins. */
    LAYER,
    /** What the layers add up to. */
    POLICY,
    /** The person's own option. */
    OPTION
  }

  /** What a rule found. The names are part of the API and never change meaning. */
  public enum Finding {
    HEEDS_TENANT_POLICY_AND_OPTION,
    HEEDS_TENANT_ONLY,
    HAS_NO_LINKEDIN,
    ALLOWED,
    DENIED,
    ENABLED,
    DISABLED,
    NOT_CONFIGURED,
    /** A layer takes the value away that others may have set. */
    REMOVED,
    /** A layer says nothing about the policy. */
    SILENT,
    /** A value that is none of the policy's or the option's; it counts as none. */
    MALFORMED,
    ON,
    OFF,
    /** Nothing is known of the option, so it is on. */
    ABSENT
  }

  /** Why it is shown or not. The names are part of the API and never change meaning. */
  public enum Reason {
    APP_HAS_NO_LINKEDIN(false),
    TENANT_DENIES(false),
    POLICY_DISABLED(false),
    OPTION_OFF(false),
    OPTION_ON(true),
    POLICY_ENABLED(true),
    ON_BY_DEFAULT(true),
    TENANT_ALLOWS(true);

    private final boolean shows;

    Reason(boolean shows) {
      this.shows = shows;
    }

    public boolean shows() {
      return shows;
    }
  }
}
