package dev.entente.server.directory;

/** The source cannot go on from a checkpoint, as Microsoft Graph says with 410 Gone. */
public final class ResyncRequired extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for the log: why
   */
  public ResyncRequired(String message) {
    super(message);
  }
}
