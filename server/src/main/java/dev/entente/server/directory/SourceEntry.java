package dev.entente.server.directory;

/**
 * Where a source has a person or a group, for sources that compare what there is with what they saw
 * last.
 *
 * @param name what other entries call it
 * @param version changes whenever the entry does; empty where the source does not tell
 */
public record SourceEntry(String name, String version) {}
