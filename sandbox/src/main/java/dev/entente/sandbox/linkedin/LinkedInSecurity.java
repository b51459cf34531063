package dev.entente.sandbox.linkedin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.entente.sandbox.Keys;
import dev.entente.sandbox.PageHeaders;
import dev.entente.sandbox.RedirectUris;
import dev.entente.sandbox.SandboxSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** LinkedIn's authorization server, by Spring's, with LinkedIn's addresses and habits. */
@Configuration(proxyBeanMethods = false)
class LinkedInSecurity {

  static final String AUTHORIZATION = "/oauth/v2/authorization";
  static final String TOKEN = "/oauth/v2/accessToken";
  static final String INTROSPECTION = "/oauth/v2/introspectToken";
  static final String REVOCATION = "/oauth/v2/revoke";
  static final String JWKS = "/oauth/openid/jwks";

  @Bean
  OAuth2AuthorizationService authorizations(JdbcTemplate jdbc, SandboxSettings settings) {
    return new JdbcOAuth2AuthorizationService(jdbc, new Apps(settings));
  }

  @Bean
  OAuth2AuthorizationConsentService consents(JdbcTemplate jdbc, SandboxSettings settings) {
    return new JdbcOAuth2AuthorizationConsentService(jdbc, new Apps(settings));
  }

  @Bean
  MemberSession memberSession(Members members) {
    var contexts = new HttpSessionSecurityContextRepository();
    contexts.setSpringSecurityContextKey("LINKEDIN_CONTEXT");
    var requests = new HttpSessionRequestCache();
    requests.setSessionAttrName("LINKEDIN_REQUEST");
    return new MemberSession(contexts, requests, members);
  }

  /**
   * Tokens are read by {@link Tokens}, with LinkedIn's answers; Spring's own reader expects JWTs.
   */
  @Bean
  @Order(2)
  SecurityFilterChain linkedInApis(HttpSecurity http, Traffic traffic) {
    http.securityMatcher("/v2/**", "/rest/**", "/media/**", "/sandbox/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .addFilterBefore(traffic, SecurityContextHolderFilter.class);
    return http.build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain linkedIn(
      HttpSecurity http,
      SandboxSettings settings,
      OAuth2AuthorizationService authorizations,
      OAuth2AuthorizationConsentService consents,
      MemberSession session,
      Keys keys,
      Faults faults,
      Traffic traffic) {
    var issuer = settings.baseUrl() + "/oauth";
    JWKSource<SecurityContext> keySource = new ImmutableJWKSet<>(new JWKSet(keys.of(issuer)));
    http.setSharedObject(JWKSource.class, keySource);
    PageHeaders.apply(http);
    http.with(
            new OAuth2AuthorizationServerConfigurer(),
            server ->
                server
                    .registeredClientRepository(new Apps(settings))
                    .authorizationService(authorizations)
                    .authorizationConsentService(consents)
                    .authorizationServerSettings(addresses(issuer))
                    .tokenGenerator(
                        new DelegatingOAuth2TokenGenerator(
                            idTokens(keySource, settings, faults, session),
                            new OAuth2AccessTokenGenerator()))
                    .authorizationEndpoint(
                        endpoint ->
                            endpoint
                                .consentPage("/uas/consent")
                                .authenticationProviders(LinkedInSecurity::useOurRedirectUris)
                                .errorResponseHandler(LinkedInSecurity::sendError))
                    .tokenIntrospectionEndpoint(
                        endpoint ->
                            endpoint.introspectionResponseHandler(
                                new Introspection(authorizations)))
                    .oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(AUTHORIZATION, "/uas/consent", "/psettings/**")
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        .securityContext(context -> context.securityContextRepository(session.contexts()))
        .requestCache(cache -> cache.requestCache(session.requests()))
        .exceptionHandling(
            failures ->
                failures.authenticationEntryPoint(
                    new LoginUrlAuthenticationEntryPoint("/uas/login")))
        .addFilterBefore(traffic, SecurityContextHolderFilter.class)
        .addFilterBefore(new NoPkce(), SecurityContextHolderFilter.class);
    return http.build();
  }

  private static AuthorizationServerSettings addresses(String issuer) {
    return AuthorizationServerSettings.builder()
        .issuer(issuer)
        .authorizationEndpoint(AUTHORIZATION)
        .tokenEndpoint(TOKEN)
        .tokenIntrospectionEndpoint(INTROSPECTION)
        .tokenRevocationEndpoint(REVOCATION)
        .jwkSetEndpoint(JWKS)
        .build();
  }

  /** LinkedIn's ID tokens carry no nonce, though it may be sent, and name the member pairwise. */
  private static JwtGenerator idTokens(
      JWKSource<SecurityContext> keys,
      SandboxSettings settings,
      Faults faults,
      MemberSession session) {
    var generator = new JwtGenerator(new NimbusJwtEncoder(keys));
    generator.setJwtCustomizer(context -> likeLinkedIn(context, settings, faults, session));
    return generator;
  }

  private static void likeLinkedIn(
      JwtEncodingContext context, SandboxSettings settings, Faults faults, MemberSession session) {
    var plan = faults.at(TOKEN);
    var member = session.member(Objects.requireNonNull(context.getPrincipal()));
    var clientId = context.getRegisteredClient().getClientId();
    context
        .getClaims()
        .claims(
            claims -> {
              claims.keySet().removeAll(List.of("azp", "auth_time", "sid", "jti"));
              if (!plan.echoNonce()) {
                claims.remove("nonce");
              }
              if (plan.issuer() != null) {
                claims.put("iss", plan.issuer());
              }
              claims.put("sub", Tokens.subject(clientId, member.handle()));
              claims.putAll(MemberClaims.of(member, settings, plan));
            });
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

  /** LinkedIn's own words for what RFC 6749 §4.1.2.1 calls access_denied and invalid_scope. */
  private static void sendError(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (!(failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused)
        || refused.getAuthorizationCodeRequestAuthentication() == null
        || refused.getAuthorizationCodeRequestAuthentication().getRedirectUri() == null) {
      response.sendError(
          400,
          "No app has this client_id, or the app has not registered this redirect_uri; "
              + "sandbox.apps says which there are.");
      return;
    }
    var asked = refused.getAuthorizationCodeRequestAuthentication();
    var location =
        UriComponentsBuilder.fromUriString(String.valueOf(asked.getRedirectUri()))
            .queryParam("error", code(refused.getError().getErrorCode()))
            .queryParam("error_description", description(refused, asked.getScopes()));
    if (asked.getState() != null) {
      location.queryParam("state", asked.getState());
    }
    response.sendRedirect(location.encode().toUriString());
  }

  private static String code(String standard) {
    return switch (standard) {
      case "access_denied" -> "user_cancelled_authorize";
      case "invalid_scope" -> "unauthorized_scope_error";
      default -> standard;
    };
  }

  /** With HTML entities, as LinkedIn sends it. */
  private static String description(
      OAuth2AuthorizationCodeRequestAuthenticationException refused, Iterable<String> scopes) {
    return refused.getError().getErrorCode().equals("invalid_scope")
        ? HtmlUtils.htmlEscape(
            "Scope \"%s\" is not authorized for your application"
                .formatted(String.join(" ", scopes)))
        : "The user cancelled the authorization";
  }
}
