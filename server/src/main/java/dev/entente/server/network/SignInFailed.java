package dev.entente.server.network;

/** A sign-in at the network that gave no grant. */
public final class SignInFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Cause cause;

  /**
   * @param detail for the log: codes and claim names, never a token or a code
   */
  public SignInFailed(Cause cause, String detail) {
    super(cause + ": " + detail);
    this.cause = cause;
  }

  public Cause reason() {
    return cause;
  }

  /** What went wrong. */
  public enum Cause {
    /**
     * The code was used, expired or made for another client (RFC 6749 §5.2 {@code invalid_grant}).
     */
    CODE_REFUSED,
    /** Our client id or secret is not accepted; the operator has to act. */
    CLIENT_REFUSED,
    /** The ID token is not what OpenID Connect Core §3.1.3.7 asks for. */
    ID_TOKEN_INVALID,
    /** The network could not be reached or answered nonsense. */
    UNREACHABLE
  }
}
