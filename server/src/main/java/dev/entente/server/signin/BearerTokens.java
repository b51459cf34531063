package dev.entente.server.signin;

import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.SignedInAuthentication;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Access tokens for the API. The token's issuer only picks the tenant; an issuer of no tenant is
 * refused before anything is asked of it.
 */
@Component
class BearerTokens implements AuthenticationManagerResolver<String> {

  private static final Logger log = LoggerFactory.getLogger(BearerTokens.class);

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
    } catch (JwtException e) {
      throw unavailable(tenant, e); // The provider's keys cannot be read.
    } catch (SignInRefused e) {
      if (e.reason() == SignInRefused.Reason.PROVIDER_UNREACHABLE) {
        throw unavailable(tenant, e);
      }
      throw new InvalidBearerTokenException("The account is unknown or disabled", e);
    }
  }

  private static ProviderUnavailable unavailable(Tenant tenant, Exception cause) {
    log.warn("Tokens of {} cannot be checked: {}", tenant.signIn().issuer(), cause.toString());
    return new ProviderUnavailable(cause);
  }
}
