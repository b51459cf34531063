package dev.entente.server.signin;

/** A sign-in that did not succeed. */
final class SignInRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  SignInRefused(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  SignInRefused(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Why; each has its words in {@code messages/signin.properties}. */
  enum Reason {
    /** No sign-in of this browser waits for this answer: foreign, replayed or too late. */
    NOT_BEGUN_HERE(400),
    /** The answer names another provider than the one asked. RFC 9207 §2.4. */
    ISSUER_MISMATCH(400),
    CANCELLED(400),
    /** The provider answered with an error. */
    REFUSED_BY_PROVIDER(502),
    /** The code or the identity token did not hold. */
    NOT_PROVEN(502),
    PROVIDER_UNREACHABLE(502),
    /** Our client secret was sealed with keys that this server no longer has. */
    SECRET_UNREADABLE(500),
    NOT_IN_DIRECTORY(403),
    ACCOUNT_DISABLED(403);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
