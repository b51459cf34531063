package dev.entente.server.connection;

/** Why a connection ended. The names are part of the API. */
public enum EndReason {
  DISCONNECTED_BY_PERSON,
  WITHDRAWN_BY_ADMINISTRATOR,
  REMOVED_FROM_DIRECTORY,
  REMOVED_AT_NETWORK,
  EXPIRED,
  TOKEN_REFUSED,
  TOKEN_UNREADABLE,
  REPLACED
}
