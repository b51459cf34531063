package dev.entente.server.signin;

import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.SignedInAuthentication;
import java.net.URI;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Access tokens for the API. The token's issuer only picks the tenant; an issuer of no tenant is
 * refused before anything is asked of it.
 */
@Component
class BearerTokens implements AuthenticationManagerResolver<String> {

  private final Tenants tenants;
  private final WorkProviders providers;
  private final WorkAccounts accounts;

  BearerTokens(Tenants tenants, WorkProviders providers, WorkAccounts accounts) {
    this.tenants = tenants;
    this.providers = providers;
    this.accounts = accounts;
  }

  @Override
  public AuthenticationManager resolve(String issuer) {
    var tenant = tenantOf(issuer);
    return token -> authenticate(tenant, token);
  }

  private Tenant tenantOf(String issuer) {
    try {
      return tenants
          .byIssuer(URI.create(issuer))
          .orElseThrow(() -> new InvalidBearerTokenException("Unknown issuer"));
    } catch (IllegalArgumentException e) {
      throw new InvalidBearerTokenException("Unknown issuer", e);
    }
  }

  private Authentication authenticate(Tenant tenant, Authentication token) {
    var text = ((BearerTokenAuthenticationToken) token).getToken();
    try {
      var claims = providers.of(tenant).accessTokens().decode(text);
      return new SignedInAuthentication(accounts.ofAccessToken(tenant, claims));
    } catch (BadJwtException e) {
      throw new InvalidBearerTokenException("The token does not hold", e);
    } catch (SignInRefused e) {
      throw new InvalidBearerTokenException(
          e.reason() == SignInRefused.Reason.PROVIDER_UNREACHABLE
              ? "The issuer cannot be reached"
              : "The account is unknown or disabled",
          e);
    }
  }
}
