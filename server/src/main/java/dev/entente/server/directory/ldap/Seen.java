package dev.entente.server.directory.ldap;

import dev.entente.server.directory.SourceEntry;
import java.util.Optional;

/**
 * One of our people or groups that came from an entry.
 *
 * @param entry the entry as it was then
 */
record Seen(boolean isGroup, Optional<SourceEntry> entry) {}
