/**
 * LinkedIn, and its sandbox by other URLs: sign-in, a member's own data, look-up, introspection and
 * revocation, with what LinkedIn really does where it differs from the specifications. Knows
 * nothing of connections and consents, and keeps no data of members.
 */
@NullMarked
package dev.entente.server.network.linkedin;

import org.jspecify.annotations.NullMarked;
