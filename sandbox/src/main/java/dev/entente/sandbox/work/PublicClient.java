package dev.entente.sandbox.work;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * The command line says its name and no more (RFC 8628 §3.1, §3.4; RFC 6749 §6). Spring knows
 * public clients of the code flow only, by their PKCE verifier.
 */
final class PublicClient implements AuthenticationConverter, AuthenticationProvider {

  private final WorkClients clients;

  PublicClient(WorkClients clients) {
    this.clients = clients;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    var name = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    return WorkClients.COMMAND_LINE.equals(name)
            && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null
        ? new OAuth2ClientAuthenticationToken(name, ClientAuthenticationMethod.NONE, null, Map.of())
        : null;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication authentication) {
    var asked = (OAuth2ClientAuthenticationToken) authentication;
    return Optional.of(String.valueOf(asked.getPrincipal()))
        .filter(WorkClients.COMMAND_LINE::equals)
        .map(clients::findByClientId)
        .map(it -> new OAuth2ClientAuthenticationToken(it, ClientAuthenticationMethod.NONE, null))
        .orElse(null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
