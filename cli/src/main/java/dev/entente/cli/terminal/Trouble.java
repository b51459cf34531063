package dev.entente.cli.terminal;

/** Why a command could not do its work: what went wrong, where, and how to mend it. */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String what;
  private final String where;
  private final String how;

  /**
   * @param where an option, a file and its row, or a request; empty when there is no one place
   * @param how what to do about it; empty when {@code what} already says so
   */
  public Trouble(ExitCode exitCode, String what, String where, String how) {
    super(what, null, false, false);
    this.exitCode = exitCode;
    this.what = what;
    this.where = where;
    this.how = how;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String what() {
    return what;
  }

  public String where() {
    return where;
  }

  public String how() {
    return how;
  }
}
