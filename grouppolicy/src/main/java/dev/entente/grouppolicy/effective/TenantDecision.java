package dev.entente.grouppolicy.effective;

/**
 * What the tenant decided for the person.
 *
 * @param reason the code of the reason, carried into the trace as it is
 */
public record TenantDecision(boolean allowed, String reason) {}
