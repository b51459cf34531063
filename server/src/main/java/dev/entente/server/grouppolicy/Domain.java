package dev.entente.server.grouppolicy;

/**
 * A tenant's Active Directory domain and the one Group Policy object there that is ours to change.
 *
 * @param name in DNS, such as {@code northlight.example}
 * @param objectName the object's {@code displayName}; one that is not there is made
 */
public record Domain(String name, String objectName) {}
