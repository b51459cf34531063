package dev.entente.server.directory.scim;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets one provisioning client change one tenant's people and groups. The token itself is shown
 * once, when it is issued.
 *
 * @param name what the operator calls it, such as the client's name
 * @param lastUsed to the minute
 */
record ScimToken(UUID id, String name, Instant created, Optional<Instant> lastUsed) {}
