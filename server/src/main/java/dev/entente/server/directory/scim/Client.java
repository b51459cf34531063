package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import dev.entente.server.kernel.TenantId;
import java.util.Map;
import java.util.Set;

/** The provisioning client behind a request, once its token is known to hold. */
final class Client extends Context {

  private final TenantId tenant;

  Client(TenantId tenant) {
    super(new ByToken());
    this.tenant = tenant;
  }

  /** Whose people and groups a request is about. */
  static TenantId tenantOf(Context context) {
    return ((Client) context).tenant;
  }

  /** A token opens every endpoint; {@link ScimController} has checked it. */
  private record ByToken() implements Authorization {

    @Override
    public Set<String> getClientRoles() {
      return Set.of();
    }

    @Override
    public boolean authenticate(Map<String, String> headers, Map<String, String> parameters) {
      return true;
    }
  }
}
