package dev.entente.sandbox.work;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.entente.sandbox.Keys;
import dev.entente.sandbox.PageHeaders;
import dev.entente.sandbox.RedirectUris;
import dev.entente.sandbox.work.Organisation.WorkPerson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One authorization server for all organisations, each its own issuer with its own key and client.
 */
@Configuration(proxyBeanMethods = false)
class WorkSecurity {

  @Bean
  SecurityContextRepository workContexts() {
    var contexts = new HttpSessionSecurityContextRepository();
    contexts.setSpringSecurityContextKey("WORK_CONTEXT");
    return contexts;
  }

  @Bean
  RequestCache workRequests() {
    var requests = new HttpSessionRequestCache();
    requests.setSessionAttrName("WORK_REQUEST");
    return requests;
  }

  @Bean
  @Order(1)
  SecurityFilterChain work(
      HttpSecurity http,
      Organisations organisations,
      Keys keys,
      SecurityContextRepository workContexts,
      RequestCache workRequests) {
    JWKSource<SecurityContext> keySource =
        (selector, _) -> selector.select(new JWKSet(keys.of(currentIssuer())));
    http.setSharedObject(JWKSource.class, keySource);
    PageHeaders.apply(http);
    var clients = new WorkClients(organisations);
    var authorizationServer = new OAuth2AuthorizationServerConfigurer();
    DeviceSignIn.add(authorizationServer, clients, workContexts);
    http.securityMatcher("/work/**")
        .with(
            authorizationServer,
            server ->
                server
                    .registeredClientRepository(clients)
                    .authorizationService(new InMemoryOAuth2AuthorizationService())
                    .authorizationConsentService(new InMemoryOAuth2AuthorizationConsentService())
                    .authorizationServerSettings(
                        AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build())
                    .tokenGenerator(tokens(keySource, organisations))
                    .authorizationEndpoint(
                        endpoint ->
                            endpoint
                                .authenticationProviders(WorkSecurity::useOurRedirectUris)
                                .authorizationResponseHandler(
                                    (request, response, authentication) ->
                                        sendCode(request, response, authentication, workContexts))
                                .errorResponseHandler(WorkSecurity::sendRefusal))
                    .oidc(
                        oidc ->
                            oidc.logoutEndpoint(
                                    endpoint ->
                                        endpoint.authenticationProviders(
                                            WorkSecurity::useOurPostLogoutRedirectUris))
                                .providerConfigurationEndpoint(
                                    endpoint ->
                                        endpoint.providerConfigurationCustomizer(
                                            it ->
                                                it.claim(
                                                    "authorization_response_iss_parameter_supported",
                                                    true)))))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/work/*/login", "/work/*/device/done")
                    .permitAll()
                    .requestMatchers(WorkSecurity::mustNotAsk)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .securityContext(context -> context.securityContextRepository(workContexts))
        .requestCache(cache -> cache.requestCache(workRequests))
        .exceptionHandling(
            failures ->
                failures.authenticationEntryPoint(
                    (request, response, _) ->
                        response.sendRedirect("/work/%s/login".formatted(slug(request)))));
    return http.build();
  }

  /** The second segment of the path: {@code /work/northlight/…}. */
  private static String slug(HttpServletRequest request) {
    return request.getRequestURI().split("/", -1)[2];
  }

  /** OpenID Connect Core §3.1.2.1: the endpoint itself answers, with no page in between. */
  private static boolean mustNotAsk(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/oauth2/authorize")
        && "none".equals(request.getParameter("prompt"));
  }

  private static String currentIssuer() {
    return Objects.requireNonNull(AuthorizationServerContextHolder.getContext()).getIssuer();
  }

  private static OAuth2TokenGenerator<?> tokens(
      JWKSource<SecurityContext> keys, Organisations organisations) {
    var generator = new JwtGenerator(new NimbusJwtEncoder(keys));
    generator.setJwtCustomizer(context -> describe(context, organisations));
    return new DelegatingOAuth2TokenGenerator(generator, new OAuth2RefreshTokenGenerator());
  }

  /**
   * The person by the directory's id, with roles; the same in ID and access tokens. A job is nobody
   * but itself (RFC 9068 §2.2).
   */
  private static void describe(JwtEncodingContext context, Organisations organisations) {
    var client = context.getRegisteredClient();
    context
        .getClaims()
        .claims(
            claims ->
                claims.putAll(
                    client.getClientId().equals(WorkClients.AUTOMATION)
                        ? WorkTokens.claims(client.getClientId())
                        : WorkTokens.claims(person(context, organisations))));
    if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      context.getClaims().audience(List.of(WorkClients.CLIENT_ID));
      context.getJwsHeader().type("at+jwt"); // RFC 9068 §2.1
    }
  }

  private static WorkPerson person(JwtEncodingContext context, Organisations organisations) {
    Authentication signedIn = Objects.requireNonNull(context.getPrincipal());
    return organisations
        .find(WorkClients.slugOf(context.getRegisteredClient().getId()))
        .flatMap(it -> it.person(signedIn.getName()))
        .orElseThrow();
  }

  private static void useOurRedirectUris(List<AuthenticationProvider> providers) {
    Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> redirectUris =
        RedirectUris::check;
    var checks =
        redirectUris.andThen(
            OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR);
    for (var provider : providers) {
      if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
        requests.setAuthenticationValidator(checks);
      }
    }
  }

  private static void useOurPostLogoutRedirectUris(List<AuthenticationProvider> providers) {
    for (var provider : providers) {
      if (provider instanceof OidcLogoutAuthenticationProvider requests) {
        requests.setAuthenticationValidator(RedirectUris::checkPostLogout);
      }
    }
  }

  /**
   * Code, state and issuer (RFC 9207 §2). The sign-in is forgotten with it, so that whoever tries
   * the demo is asked each time who to be.
   */
  private static void sendCode(
      HttpServletRequest request,
      HttpServletResponse response,
      Authentication authentication,
      SecurityContextRepository contexts)
      throws IOException {
    var granted = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
    var code = Objects.requireNonNull(granted.getAuthorizationCode()).getTokenValue();
    var location =
        UriComponentsBuilder.fromUriString(Objects.requireNonNull(granted.getRedirectUri()))
            .queryParam("code", "{code}")
            .queryParam("state", "{state}")
            .queryParam("iss", "{iss}")
            .encode()
            .buildAndExpand(code, Objects.toString(granted.getState(), ""), currentIssuer());
    contexts.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
    response.sendRedirect(location.toUriString());
  }

  /** An error names its issuer as a code does; without a place to go back to it is a page. */
  private static void sendRefusal(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (!(failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused)
        || refused.getAuthorizationCodeRequestAuthentication() == null
        || refused.getAuthorizationCodeRequestAuthentication().getRedirectUri() == null) {
      response.sendError(400, "The client_id or the redirect_uri is not registered here.");
      return;
    }
    var asked = refused.getAuthorizationCodeRequestAuthentication();
    var location =
        UriComponentsBuilder.fromUriString(String.valueOf(asked.getRedirectUri()))
            .queryParam("error", "{error}")
            .queryParam("error_description", "{description}")
            .queryParam("state", "{state}")
            .queryParam("iss", "{iss}")
            .encode()
            .buildAndExpand(
                refused.getError().getErrorCode(),
                Objects.toString(refused.getError().getDescription(), ""),
                Objects.toString(asked.getState(), ""),
                currentIssuer());
    response.sendRedirect(location.toUriString());
  }
}
