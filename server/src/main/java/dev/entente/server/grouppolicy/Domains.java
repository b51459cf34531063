package dev.entente.server.grouppolicy;

import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Each tenant's domain: what a change there would do, making it, and undoing it. */
@Service
public class Domains {

  /** The tenant's domain, where the operator has named one. */
  public Optional<Domain> find(TenantId tenant) {
    return Optional.empty();
  }

  /**
   * Reads the object and says what the goal would change; changes nothing.
   *
   * @throws Problem NOT_FOUND where the tenant has no domain, or nothing to undo; CONFLICT for what
   *     has to be mended in the domain first, and where somebody has changed our policy since the
   *     change that is to be undone; UNAVAILABLE where the domain cannot be reached or does not let
   *     us in
   */
  public DomainPlan plan(TenantId tenant, Goal goal) {
    throw new Problem(
        Problem.Code.NOT_FOUND,
        "Whoever runs this server has named no domain of this organisation.");
  }

  /**
   * Makes the change: files first, the version last, so that computers see the new content or none
   * of it.
   *
   * @param digest of the plan that was looked at
   * @return empty when there was nothing to do
   * @throws Problem as {@link #plan}; PRECONDITION_FAILED when the object is no longer what it was
   *     at the plan. Nothing has changed then
   */
  public Optional<DomainChange> apply(TenantId tenant, Goal goal, String digest, Actor actor) {
    throw new Problem(
        Problem.Code.NOT_FOUND,
        "Whoever runs this server has named no domain of this organisation.");
  }

  /** The last change that was made here, which is the one that can be undone. */
  public Optional<DomainChange> last(TenantId tenant) {
    return Optional.empty();
  }
}
