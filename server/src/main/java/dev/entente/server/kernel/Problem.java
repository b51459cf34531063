package dev.entente.server.kernel;

import java.util.Optional;

/**
 * A request that cannot be carried out, with a stable code and words for whoever sent it. {@code
 * web} turns it into a page or a Graph error; nothing has been changed when it is thrown.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String message;
  private final String target;

  /**
   * @param message what is wrong and how to mend it; shown to the caller
   */
  public Problem(Code code, String message) {
    this(code, message, "");
  }

  /**
   * @param target the field, parameter or header at fault
   */
  public Problem(Code code, String message, String target) {
    super(message, null, false, false);
    this.code = code;
    this.message = message;
    this.target = target;
  }

  public Code code() {
    return code;
  }

  public String message() {
    return message;
  }

  public Optional<String> target() {
    return target.isEmpty() ? Optional.empty() : Optional.of(target);
  }

  /** What went wrong, with its HTTP status and its code in Microsoft Graph's style. */
  public enum Code {
    INVALID_REQUEST(400, "Request_BadRequest"),
    UNAUTHENTICATED(401, "InvalidAuthenticationToken"),
    FORBIDDEN(403, "Authorization_RequestDenied"),
    NOT_FOUND(404, "Request_ResourceNotFound"),
    CONFLICT(409, "Request_Conflict"),
    LENGTH_REQUIRED(411, "Request_LengthRequired"),
    PRECONDITION_FAILED(412, "Request_PreconditionFailed"),
    TOO_LARGE(413, "Request_EntityTooLarge"),
    PRECONDITION_REQUIRED(428, "Request_PreconditionRequired"),
    UNAVAILABLE(503, "ServiceUnavailable");

    private final int status;
    private final String graphCode;

    Code(int status, String graphCode) {
      this.status = status;
      this.graphCode = graphCode;
    }

    public int status() {
      return status;
    }

    public String graphCode() {
      return graphCode;
    }
  }
}
