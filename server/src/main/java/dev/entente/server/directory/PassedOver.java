package dev.entente.server.directory;

/**
 * An entry that cannot be made a person or a group. It does not stop the others, and is not in the
 * directory until it is mended.
 *
 * @param name what its source calls it
 */
public record PassedOver(String name, String reason) {}
