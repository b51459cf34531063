package dev.entente.server.directory;

/** A group and who says what it is. */
public record OwnedGroup(Group group, Owner owner) {}
