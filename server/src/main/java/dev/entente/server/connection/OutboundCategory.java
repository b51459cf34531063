package dev.entente.server.connection;

/** What may go from work to a network under {@code both} (mission row M24). */
enum OutboundCategory {
  PROFILE,
  CALENDAR,
  INTERESTS,
  SUBSCRIPTIONS,
  CONTACTS
}
