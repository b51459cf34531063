package dev.entente.server.policy;

import static dev.entente.server.policy.Reason.*;

import dev.entente.server.policy.Decision.Allowed;
import dev.entente.server.policy.Decision.Denied;
import dev.entente.server.policy.Decision.Rule;
import dev.entente.server.policy.Decision.Step;
import dev.entente.server.tenant.Availability.Available;
import dev.entente.server.tenant.Availability.Unavailable;
import java.util.ArrayList;
import java.util.List;

/** The decision itself: pure, total, and the only place where the rules are written. */
public final class Decisions {

  private Decisions() {}

  /**
   * Asks the rules in {@link Rule}'s order; the first that refuses decides, else the audience does.
   */
  public static Decision decide(TenantPolicy policy, Standing standing) {
    List<Step> trace = new ArrayList<>();
    var allowedBy = ALLOWED_EVERYONE;
    for (var rule : Rule.values()) {
      var reason = ask(rule, policy, standing);
      trace.add(new Step(rule, reason.allows()));
      if (!reason.allows()) {
        return new Denied(reason, trace);
      }
      allowedBy = rule == Rule.AUDIENCE ? reason : allowedBy;
    }
    return new Allowed(allowedBy, policy.ceiling(), trace);
  }

  private static Reason ask(Rule rule, TenantPolicy policy, Standing standing) {
    return switch (rule) {
      case AVAILABILITY -> availability(policy);
      case ACCOUNT -> account(standing);
      case AUDIENCE -> audience(policy.audience(), standing);
      case USER_CONSENT -> policy.usersMayConsent() ? ALLOWED_EVERYONE : USER_CONSENT_OFF;
    };
  }

  private static Reason availability(TenantPolicy policy) {
    return switch (policy.availability()) {
      case Available _ -> ALLOWED_EVERYONE;
      case Unavailable(var why) ->
          switch (why) {
            case NOT_IN_THIS_CLOUD -> CLOUD_NOT_SUPPORTED;
            case NOT_ROLLED_OUT_YET -> NOT_ROLLED_OUT;
          };
    };
  }

  private static Reason account(Standing standing) {
    if (!standing.directoryCurrent()) {
      return DIRECTORY_STALE;
    }
    return standing.accountEnabled() ? ALLOWED_EVERYONE : ACCOUNT_DISABLED;
  }

  private static Reason audience(Audience audience, Standing standing) {
    return switch (audience) {
      case Audience.Everyone _ -> ALLOWED_EVERYONE;
      case Audience.MembersOf _ when !standing.selectedGroupExists() -> SELECTED_GROUP_MISSING;
      case Audience.MembersOf _ ->
          standing.inSelectedGroup() ? ALLOWED_GROUP_MEMBER : NOT_IN_SELECTED_GROUP;
      case Audience.ListedPeople _ -> standing.listed() ? ALLOWED_LISTED : NOT_LISTED;
      case Audience.Nobody _ -> SETTING_IS_NO;
    };
  }
}
