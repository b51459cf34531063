package dev.entente.server.web;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

/**
 * The person, or in the API the application, behind a request: nothing of the token that proved it.
 * A controller asks for one as a parameter.
 *
 * @param id the person's in the directory, or the application's client id
 * @param name for the page's header, as the sign-in gave it
 */
public record SignedIn(
    UUID tenantId, boolean isApplication, String id, String name, Set<Role> roles)
    implements Serializable {

  public SignedIn {
    roles = Set.copyOf(roles);
  }

  public static SignedIn person(TenantId tenant, UserId user, String name, Set<Role> roles) {
    return new SignedIn(tenant.value(), false, user.toString(), name, roles);
  }

  public static SignedIn application(TenantId tenant, String clientId, Set<Role> roles) {
    return new SignedIn(tenant.value(), true, clientId, clientId, roles);
  }

  public TenantId tenant() {
    return new TenantId(tenantId);
  }

  /**
   * @throws Problem FORBIDDEN for an application, which has no account of its own
   */
  public UserId user() {
    require(!isApplication, "An application has no account of its own; this is for people.");
    return UserId.parse(id);
  }

  public Actor actor() {
    return isApplication ? new Actor.Application(id) : new Actor.Person(user());
  }

  public boolean mayRead() {
    return !roles.isEmpty();
  }

  public boolean mayChangeSetting() {
    return roles.contains(Role.GLOBAL_ADMINISTRATOR)
        || roles.contains(Role.ACCOUNT_CONNECTIONS_ADMINISTRATOR);
  }

  /** For administrators' and auditors' reading. */
  public void requireReader() {
    require(mayRead(), "An administrator or auditor role is needed to read this.");
  }

  public void requireSettingAdministrator() {
    require(
        mayChangeSetting(),
        "Only a Global Administrator or an Account Connections Administrator may change this.");
  }

  public boolean isGlobalAdministrator() {
    return roles.contains(Role.GLOBAL_ADMINISTRATOR);
  }

  public void requireGlobalAdministrator() {
    require(isGlobalAdministrator(), "Only a Global Administrator may do this.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Problem(Problem.Code.FORBIDDEN, otherwise);
    }
  }
}
