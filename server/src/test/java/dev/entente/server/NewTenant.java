package dev.entente.server;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.TenantDefinition;
import dev.entente.server.tenant.Tenants;
import java.util.List;
import java.util.UUID;

/** A tenant with nobody in it, for tests that may not disturb the cast. */
public final class NewTenant {

  private NewTenant() {}

  public static TenantId of(Tenants tenants) {
    return of(tenants, new TenantId(UUID.randomUUID()));
  }

  /** Again for the same id, it changes nothing. */
  public static TenantId of(Tenants tenants, TenantId id) {
    var domain = id + ".example";
    return tenants
        .provision(
            new TenantDefinition(
                id.toString(),
                "A tenant of its own",
                List.of(domain),
                "global",
                "NL",
                "reached",
                "documented",
                "https://%s/privacy".formatted(domain),
                new TenantDefinition.SignInDefinition(
                    "https://" + domain, "entente", "secret", null, null),
                null,
                null))
        .id();
  }
}
