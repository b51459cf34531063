/**
 * Directories on LDAP servers: Active Directory and what RFC 4511 calls a server. Reads and never
 * writes. Knows nothing of how changes are staged and merged. Other modules share its connections.
 */
@NullMarked
@NamedInterface("ldap")
package dev.entente.server.directory.ldap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
