package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.gpo.GpoId;
import dev.entente.grouppolicy.gpo.GpoVersion;
import dev.entente.grouppolicy.registry.RegistryPolicy;
import dev.entente.server.kernel.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * A change that was made in a domain.
 *
 * @param before the entries about our policy as they were, nothing else of the object
 * @param after the same as they became
 */
public record DomainChange(
    UUID id,
    GpoId object,
    Domain domain,
    Goal goal,
    RegistryPolicy before,
    RegistryPolicy after,
    GpoVersion versionBefore,
    GpoVersion versionAfter,
    Instant at,
    Actor by) {}
