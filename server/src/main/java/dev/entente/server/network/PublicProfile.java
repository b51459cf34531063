package dev.entente.server.network;

import java.net.URI;
import java.util.Optional;

/**
 * What a stranger sees of a member: at most this, without anyone's consent (mission row M41).
 *
 * @param key the network's handle for looking further
 */
public record PublicProfile(
    String key,
    String name,
    Optional<String> company,
    Optional<String> title,
    Optional<URI> picture,
    Optional<URI> page) {}
