package dev.entente.server.signin;

import dev.entente.server.custody.SealBroken;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import java.util.List;
import java.util.Objects;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Code for identity token, by Spring Security: client authentication, code verifier, signature,
 * issuer, audience, nonce, times. The access token that comes along is dropped here.
 */
@Component
class CodeExchange {

  private final RestClientAuthorizationCodeTokenResponseClient tokenEndpoint =
      new RestClientAuthorizationCodeTokenResponseClient();

  private final Tenants tenants;

  CodeExchange(Tenants tenants) {
    this.tenants = tenants;
    tokenEndpoint.setRestClient(
        RestClient.builder()
            .requestFactory(WorkProviders.requests())
            .configureMessageConverters(
                it ->
                    it.addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
  }

  /**
   * @throws SignInRefused NOT_PROVEN when anything about it does not hold; SECRET_UNREADABLE
   */
  OidcIdToken identityFor(
      String code, PendingSignIn pending, Tenant tenant, WorkProvider provider) {
    var registration = withSecret(provider.registration(), tenant);
    var response =
        OAuth2AuthorizationResponse.success(code)
            .state(pending.state())
            .redirectUri(Objects.requireNonNull(registration.getRedirectUri()))
            .build();
    var login =
        new OAuth2LoginAuthenticationToken(
            registration,
            new OAuth2AuthorizationExchange(pending.requestTo(registration), response));
    try {
      var proven = Objects.requireNonNull(exchange(provider).authenticate(login));
      return ((OidcUser) Objects.requireNonNull(proven.getPrincipal())).getIdToken();
    } catch (AuthenticationException | JwtException e) {
      throw new SignInRefused(SignInRefused.Reason.NOT_PROVEN, e);
    }
  }

  private ClientRegistration withSecret(ClientRegistration registration, Tenant tenant) {
    try {
      return ClientRegistration.withClientRegistration(registration)
          .clientSecret(tenants.clientSecret(tenant.id(), tenant.signIn()).reveal())
          .build();
    } catch (SealBroken broken) {
      throw new SignInRefused(SignInRefused.Reason.SECRET_UNREADABLE, broken);
    }
  }

  private OidcAuthorizationCodeAuthenticationProvider exchange(WorkProvider provider) {
    var exchange =
        new OidcAuthorizationCodeAuthenticationProvider(
            tokenEndpoint, it -> new DefaultOidcUser(List.of(), it.getIdToken()));
    exchange.setJwtDecoderFactory(_ -> provider.idTokens());
    return exchange;
  }
}
