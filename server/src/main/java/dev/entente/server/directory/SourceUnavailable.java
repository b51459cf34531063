package dev.entente.server.directory;

import java.time.Duration;

/** The source cannot be reached, refuses us, or asks us to wait. */
public final class SourceUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration pause;

  /**
   * @param message for the administrator: what was tried and how it failed, without secrets
   */
  public SourceUnavailable(String message) {
    this(message, Duration.ZERO);
  }

  public SourceUnavailable(String message, Throwable cause) {
    super(message, cause);
    this.pause = Duration.ZERO;
  }

  /**
   * @param pause for which the source asks
   */
  public SourceUnavailable(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  /** How long the source is to be left alone; zero where it does not ask for it. */
  public Duration pause() {
    return pause;
  }
}
