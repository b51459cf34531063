package dev.entente.server.kernel;

import java.util.Optional;
import java.util.UUID;

/** Who did something: a person, an application, the server's operator, or the server itself. */
public sealed interface Actor {

  /** As it is kept and shown: {@code person}, {@code application}, … */
  String kind();

  /** Which of its kind; there is one operator and one server. */
  Optional<String> id();

  /** A signed-in person, administrator or not. */
  record Person(UserId user) implements Actor {
    @Override
    public String kind() {
      return "person";
    }

    @Override
    public Optional<String> id() {
      return Optional.of(user.toString());
    }
  }

  /** A program with roles of its own and nobody behind it (RFC 6749 §4.4). */
  record Application(String clientId) implements Actor {
    @Override
    public String kind() {
      return "application";
    }

    @Override
    public Optional<String> id() {
      return Optional.of(clientId);
    }
  }

  /** Whoever runs the server. */
  record Operator() implements Actor {
    @Override
    public String kind() {
      return "operator";
    }

    @Override
    public Optional<String> id() {
      return Optional.empty();
    }
  }

  /** The server on its own account, as when a token has expired. */
  record Server() implements Actor {
    @Override
    public String kind() {
      return "server";
    }

    @Override
    public Optional<String> id() {
      return Optional.empty();
    }
  }

  /** The person at the network's side, as when a member removes our permission there. */
  record Member(UserId of) implements Actor {
    @Override
    public String kind() {
      return "member";
    }

    @Override
    public Optional<String> id() {
      return Optional.of(of.toString());
    }
  }

  /**
   * The actor that was kept as kind and id.
   *
   * @throws IllegalArgumentException for what no actor is kept as
   */
  static Actor of(String kind, Optional<String> id) {
    return switch (kind) {
      case "person" -> new Person(user(id));
      case "application" -> new Application(id.orElseThrow());
      case "operator" -> new Operator();
      case "server" -> new Server();
      case "member" -> new Member(user(id));
      default -> throw new IllegalArgumentException("Nobody is kept as " + kind + ".");
    };
  }

  private static UserId user(Optional<String> id) {
    return new UserId(UUID.fromString(id.orElseThrow()));
  }
}
