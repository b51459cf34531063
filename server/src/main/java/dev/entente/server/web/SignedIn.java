package dev.entente.server.web;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

/**
 * The person behind a request, whether a page or the API: nothing of the token that proved it. A
 * controller asks for one as a parameter.
 *
 * @param name for the page's header, as the sign-in gave it
 */
public record SignedIn(UUID tenantId, UUID userId, String name, Set<Role> roles)
    implements Serializable {

  public SignedIn {
    roles = Set.copyOf(roles);
  }

  public TenantId tenant() {
    return new TenantId(tenantId);
  }

  public UserId user() {
    return new UserId(userId);
  }

  public Actor actor() {
    return new Actor.Person(user());
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
