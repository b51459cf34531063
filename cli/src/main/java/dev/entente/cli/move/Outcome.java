package dev.entente.cli.move;

/** What became of a row. */
public sealed interface Outcome {

  record Added() implements Outcome {}

  /** A dry run would have added the person. */
  record WouldBeAdded() implements Outcome {}

  record AlreadyMember() implements Outcome {}

  record Failed(String reason) implements Outcome {}

  String UNKNOWN_ID = "The directory knows nobody with this id.";
  String UNKNOWN_NAME = "Nobody has this user principal name or e-mail address.";

  default String words() {
    return switch (this) {
      case Added _ -> "added";
      case WouldBeAdded _ -> "would be added";
      case AlreadyMember _ -> "already a member";
      case Failed(var reason) -> "failed: " + reason;
    };
  }
}
