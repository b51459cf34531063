package dev.entente.server.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/**
 * A token that may well be good, of a provider that cannot be asked. Not Spring Security's {@code
 * AuthenticationServiceException}: its filter lets that one through, to become a 500.
 */
final class ProviderUnavailable extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  /** When the caller may come again. */
  static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  ProviderUnavailable(Throwable cause) {
    super("The token's issuer cannot be reached", cause);
  }
}
