package dev.entente.grouppolicy.effective;

import dev.entente.grouppolicy.registry.RegistryPolicy;

/**
 * One source of what a computer's registry holds for the person, such as a Group Policy object or
 * an export.
 *
 * @param name what the trace calls it
 * @param user what it says about {@code HKEY_CURRENT_USER}
 */
public record Layer(String name, RegistryPolicy user) {}
