package dev.entente.server.directory;

/**
 * What a decision needs to know of a person and a group.
 *
 * @param current false while the tenant's source has not been read within the tenant's bound
 * @param enabled false also for a person whom the directory does not know
 * @param groupExists whether the group is in the directory
 * @param member whether the person is in it, directly or through nested security groups
 */
public record MembershipFacts(
    boolean current, boolean enabled, boolean groupExists, boolean member) {}
