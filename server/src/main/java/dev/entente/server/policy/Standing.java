package dev.entente.server.policy;

/**
 * One person's part in a decision, at one moment.
 *
 * @param directoryCurrent false while the directory's source has not been read within the tenant's
 *     bound, so that what follows may no longer be true
 * @param accountEnabled false also when the directory does not know the person
 * @param selectedGroupExists whether the selected group is still in the directory; false where no
 *     group is selected
 * @param inSelectedGroup directly or through nested groups
 * @param listed on the older Selected list
 */
public record Standing(
    boolean directoryCurrent,
    boolean accountEnabled,
    boolean selectedGroupExists,
    boolean inSelectedGroup,
    boolean listed) {}
