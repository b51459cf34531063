package dev.entente.server.directory;

/**
 * A person's work photo.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 */
public record Photo(byte[] bytes, String mediaType) {}
