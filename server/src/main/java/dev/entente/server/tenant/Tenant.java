package dev.entente.server.tenant;

import dev.entente.server.kernel.TenantId;
import java.net.URI;
import java.util.List;

/**
 * An organisation on this server.
 *
 * @param country where it was provisioned, ISO 3166-1 alpha-2
 * @param availability derived from cloud, country and rollout; see {@link Availability}
 * @param privacyStatement the organisation's own, shown wherever consent is asked
 */
public record Tenant(
    TenantId id,
    String name,
    List<String> domains,
    Cloud cloud,
    String country,
    Rollout rollout,
    Preset preset,
    Availability availability,
    URI privacyStatement,
    SignIn signIn) {

  public Tenant {
    domains = List.copyOf(domains);
  }
}
