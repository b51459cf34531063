package dev.entente.grouppolicy.form;

import dev.entente.grouppolicy.registry.RegistryEntry;

/**
 * One thing that a file does to the registry: sets a value or deletes values or keys, in the words
 * of {@code Registry.pol}, whose entries do not say which hive they are for.
 */
public record Setting(Hive hive, RegistryEntry entry) {}
