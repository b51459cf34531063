package dev.entente.server.card;

/** What one viewer may see of one subject now. Made for one answer and kept nowhere. */
public record Card(WorkProfile work, NetworkPart network) {}
