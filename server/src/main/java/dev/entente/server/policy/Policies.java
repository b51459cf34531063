package dev.entente.server.policy;

import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import org.springframework.stereotype.Service;

/** Each tenant's policy: reading it, changing it, deciding by it. */
@Service
public class Policies {

  /** As it stands on the primary now. */
  public TenantPolicy of(TenantId tenant) {
    throw new UnsupportedOperationException();
  }

  /** The decision for a person with the policy it was made by, read together in one query. */
  public Ruling rule(TenantId tenant, UserId person) {
    throw new UnsupportedOperationException();
  }

  /** A decision and the policy behind it. */
  public record Ruling(TenantPolicy policy, Decision decision) {}
}
