package dev.entente.server.network;

/** What comes from the network to work over a connection (mission row M23). */
public enum Category {
  PROFILE,
  INTERESTS,
  SUBSCRIPTIONS,
  CONNECTIONS
}
