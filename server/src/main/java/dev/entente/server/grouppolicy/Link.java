package dev.entente.server.grouppolicy;

/**
 * A place that the object is linked to ([MS-GPOL] §2.2.2, {@code gPLink}). Linking is the domain
 * administrator's; here it is only shown.
 *
 * @param place the distinguished name of a domain, an organizational unit or a site
 */
public record Link(String place, boolean enabled, boolean enforced) {}
