package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.exceptions.PreconditionFailedException;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.web.Etag;
import java.util.Map;
import java.util.Set;

/** The provisioning client behind a request, once its token is known to hold. */
final class Client extends Context {

  private final TenantId tenant;
  private final String ifMatch;

  /**
   * @param ifMatch what the header says, if anything
   */
  Client(TenantId tenant, String ifMatch) {
    super(new ByToken());
    this.tenant = tenant;
    this.ifMatch = ifMatch;
  }

  /** Whose people and groups a request is about. */
  static TenantId tenantOf(Context context) {
    return ((Client) context).tenant;
  }

  /**
   * @throws PreconditionFailedException when the client asks for another version than this one
   */
  static <T> Provisioned<T> requireMatch(Context context, Provisioned<T> present) {
    var ifMatch = ((Client) context).ifMatch;
    if (!ifMatch.isBlank() && !new Etag(present.version()).matches(ifMatch)) {
      throw new PreconditionFailedException(
          "The version is %s now; read it again before you change it."
              .formatted(new Etag(present.version())));
    }
    return present;
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
