package dev.entente.sandbox.linkedin;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error of LinkedIn's APIs: flat JSON with LinkedIn's own codes. */
final class LinkedInError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int serviceErrorCode;
  private final String code;

  private LinkedInError(int status, int serviceErrorCode, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.serviceErrorCode = serviceErrorCode;
    this.code = code;
  }

  static LinkedInError invalidToken() {
    return new LinkedInError(401, 65600, "INVALID_ACCESS_TOKEN", "Invalid access token");
  }

  static LinkedInError revokedToken() {
    return new LinkedInError(
        401,
        65601,
        "REVOKED_ACCESS_TOKEN",
        "The token used in the request has been revoked by the user");
  }

  static LinkedInError expiredToken() {
    return new LinkedInError(
        401, 65602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
  }

  static LinkedInError noPermission() {
    return new LinkedInError(
        403, 100, "ACCESS_DENIED", "Not enough permissions to access resource");
  }

  static LinkedInError versionMissing() {
    return new LinkedInError(400, 0, "VERSION_MISSING", "A version must be present");
  }

  static LinkedInError versionUnknown(String version) {
    return new LinkedInError(
        426, 0, "NONEXISTENT_VERSION", "Requested version %s is not active".formatted(version));
  }

  static LinkedInError noData() {
    return new LinkedInError(404, 0, "", "No data found for this memberId");
  }

  static LinkedInError notFound() {
    return new LinkedInError(404, 0, "NOT_FOUND", "No such member");
  }

  static LinkedInError tooManyRequests() {
    return new LinkedInError(429, 100, "", "Too many requests");
  }

  static LinkedInError badParameter(String name) {
    return new LinkedInError(400, 0, "ILLEGAL_ARGUMENT", "Parameter %s is wrong".formatted(name));
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    if (serviceErrorCode > 0) {
      body.put("serviceErrorCode", serviceErrorCode);
    }
    if (!code.isEmpty()) {
      body.put("code", code);
    }
    body.put("message", getMessage());
    return body;
  }
}
