package dev.entente.server.directory;

/** The source cannot be reached, refuses us, or asks us to wait. */
public final class SourceUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the administrator: what was tried and how it failed, without secrets
   */
  public SourceUnavailable(String message) {
    super(message);
  }

  public SourceUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
