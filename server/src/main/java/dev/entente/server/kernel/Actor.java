package dev.entente.server.kernel;

/** Who did something: a person, the server's operator, or the server itself. */
public sealed interface Actor {

  /** A signed-in person, administrator or not. */
  record Person(UserId id) implements Actor {}

  /** Whoever runs the server. */
  record Operator() implements Actor {}

  /** The server on its own account, as when a token has expired. */
  record Server() implements Actor {}

  /** The person at the network's side, as when a member removes our permission there. */
  record Member(UserId of) implements Actor {}
}
