package dev.entente.cli.terminal;

/** What a script learns without reading. Documented in {@code docs/cli.md}; never renumbered. */
public enum ExitCode {
  DONE(0),
  /** A fault of ours. */
  BROKEN(1),
  /** Options or an input file are wrong. */
  USAGE(2),
  /** Not signed in, or the token no longer holds. */
  NOT_SIGNED_IN(3),
  /** The server refused: no right, no such thing, a conflict. */
  REFUSED(4),
  /** The server or the sign-in cannot be reached, or keeps asking to wait. */
  UNREACHABLE(5),
  /** Some rows or files failed, or a change of the domain is half done. */
  PARTLY_DONE(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
