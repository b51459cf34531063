package dev.entente.server.signin;

import dev.entente.server.kernel.Problem;
import dev.entente.server.web.Errors;
import dev.entente.server.web.OwnPath;
import dev.entente.server.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Five doors: the operator's, the provisioning clients', the API's, the static files', and the
 * pages'. Roles are not checked here: a controller asks its {@code SignedIn}, where the rule stands
 * beside what it guards.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String[] PUBLIC_PAGES = {
    "/",
    "/signin/**",
    "/signout",
    "/error",
    "/openapi.json/**",
    "/docs",
    "/swagger-ui/**",
    "/.well-known/webfinger",
    "/actuator/health"
  };

  private static final String[] STATIC_FILES = {
    "/css/**", "/icons/**", "/webjars/**", "/card/*.js", "/favicon.ico"
  };

  private final Errors errors;
  private final SessionCheckFactory sessionChecks;

  SecurityConfiguration(Errors errors, WorkAccounts accounts, WebSettings settings, Clock clock) {
    this.errors = errors;
    this.sessionChecks = () -> new SessionCheck(accounts, settings, clock);
  }

  /**
   * Each chain gets a filter of its own, for a filter bean would run outside the chains as well.
   */
  private interface SessionCheckFactory {
    SessionCheck create();
  }

  @Bean
  @Order(1)
  SecurityFilterChain operator(HttpSecurity http, OperatorSettings operator) {
    return common(http)
        .securityMatcher("/operator/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new OperatorGate(operator, errors), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .build();
  }

  /** Open here: SCIM's controller asks for its own tokens, and refuses in SCIM's own words. */
  @Bean
  @Order(2)
  SecurityFilterChain scim(HttpSecurity http) {
    return common(http)
        .securityMatcher("/scim/**")
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .build();
  }

  /**
   * By bearer token, or by the session of our own pages; then unsafe methods need its CSRF token.
   */
  @Bean
  @Order(3)
  SecurityFilterChain api(HttpSecurity http, BearerTokens bearerTokens) {
    return common(http)
        .securityMatcher("/v1.0/**")
        .oauth2ResourceServer(
            it ->
                it.authenticationManagerResolver(
                        new JwtIssuerAuthenticationManagerResolver(bearerTokens))
                    .authenticationEntryPoint(this::unauthenticated))
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(this::unauthenticated)
                    .accessDeniedHandler(
                        (request, response, _) -> withoutCsrfToken(request, response)))
        .addFilterBefore(sessionChecks.create(), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(it -> it.anyRequest().authenticated())
        .build();
  }

  /** The same for everybody, so no session is looked at. */
  @Bean
  @Order(4)
  SecurityFilterChain staticFiles(HttpSecurity http) {
    return common(http)
        .securityMatcher(STATIC_FILES)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(5)
  SecurityFilterChain pages(HttpSecurity http) {
    return common(http)
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(
                    (request, response, _) -> askToSignIn(request, response)))
        .logout(AbstractHttpConfigurer::disable)
        .addFilterBefore(sessionChecks.create(), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            it -> it.requestMatchers(PUBLIC_PAGES).permitAll().anyRequest().authenticated())
        .build();
  }

  /** {@code web} writes the headers, for every response and not only those behind these chains. */
  private static HttpSecurity common(HttpSecurity http) {
    return http.headers(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable);
  }

  private void unauthenticated(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    if (exception instanceof ProviderUnavailable) {
      unavailable(request, response);
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(exception));
    errors.write(
        new Problem(
            Problem.Code.UNAUTHENTICATED,
            "Send a valid access token of your organisation's sign-in, or sign in first."),
        request,
        response);
  }

  /** No 401: on that a client throws its token away. */
  private void unavailable(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var wait = ProviderUnavailable.RETRY_AFTER.toSeconds();
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
    errors.write(
        new Problem(
            Problem.Code.UNAVAILABLE,
            "Your organisation's sign-in cannot be reached to check the access token. Keep the"
                + " token and try again in a minute."),
        request,
        response);
  }

  /** RFC 6750 §3: a request without a token learns the scheme only, a bad token its error. */
  private static String challenge(AuthenticationException exception) {
    return exception instanceof OAuth2AuthenticationException refused
        ? "Bearer error=\"%s\"".formatted(refused.getError().getErrorCode())
        : "Bearer";
  }

  private void withoutCsrfToken(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    errors.write(
        new Problem(
            Problem.Code.FORBIDDEN,
            "With a session, send its CSRF token with every change; with a bearer token, none."),
        request,
        response);
  }

  /**
   * A page is asked for again after signing in; a form is not repeated, and neither is an
   * authorization response, whose code and state belong in no further address (RFC 9700 §4.3).
   */
  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var query =
        request.getQueryString() == null || isAuthorizationResponse(request)
            ? ""
            : "?" + request.getQueryString();
    var returnTo =
        HttpMethod.GET.matches(request.getMethod())
            ? OwnPath.of(request.getRequestURI() + query).orElse(OwnPath.HOME)
            : OwnPath.HOME;
    var home = "/?returnTo=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
    if (request.getHeader("HX-Request") == null) {
      response.sendRedirect(home);
    } else {
      response.setHeader("HX-Redirect", "/");
      response.setStatus(401);
    }
  }

  /** RFC 6749 §4.1.2 and §4.1.2.1. */
  private static boolean isAuthorizationResponse(HttpServletRequest request) {
    return request.getParameter("state") != null
        && (request.getParameter("code") != null || request.getParameter("error") != null);
  }
}
