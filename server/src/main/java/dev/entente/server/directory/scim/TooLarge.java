package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import org.springframework.http.HttpStatus;

/** More in one request than we take (RFC 7644 §3.7.4, §3.12). */
final class TooLarge extends ScimException {

  private static final long serialVersionUID = 1L;

  TooLarge(String message) {
    super(message, null, HttpStatus.CONTENT_TOO_LARGE.value(), null);
  }
}
