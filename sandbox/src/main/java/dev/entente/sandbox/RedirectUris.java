package dev.entente.sandbox;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;

/**
 * Redirect URIs match exactly, but for {@code *} in place of a port: tests take the port that is
 * free.
 */
public final class RedirectUris {

  private RedirectUris() {}

  /**
   * @throws OAuth2AuthorizationCodeRequestAuthenticationException when none is registered so; the
   *     browser is then not sent anywhere (RFC 6749 §3.1.2.4)
   */
  public static void check(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
    if (!isRegistered(context.getRegisteredClient().getRedirectUris(), request.getRedirectUri())) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST,
              "The redirect_uri does not match the registered value",
              null),
          null);
    }
  }

  /**
   * @throws OAuth2AuthenticationException when none is registered so (OpenID Connect RP-Initiated
   *     Logout §3)
   */
  public static void checkPostLogout(OidcLogoutAuthenticationContext context) {
    OidcLogoutAuthenticationToken request = context.getAuthentication();
    if (request.getPostLogoutRedirectUri() != null
        && !isRegistered(
            context.getRegisteredClient().getPostLogoutRedirectUris(),
            request.getPostLogoutRedirectUri())) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST,
              "The post_logout_redirect_uri does not match a registered value",
              null));
    }
  }

  public static boolean isRegistered(Set<String> registered, @Nullable String asked) {
    return asked != null && registered.stream().anyMatch(it -> matches(it, asked));
  }

  private static boolean matches(String registered, String asked) {
    var pattern = Pattern.quote(registered).replace(":*/", ":\\E\\d{1,5}\\Q/");
    return Pattern.matches(pattern, asked);
  }
}
