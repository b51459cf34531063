package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.SandboxSettings;
import dev.entente.sandbox.SandboxSettings.Product;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Whose token a request carries, with LinkedIn's answers for tokens that are no good, and its
 * limits.
 */
@Component
class Tokens {

  private final OAuth2AuthorizationService authorizations;
  private final Members members;
  private final Faults faults;
  private final SandboxSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, AtomicInteger> callsToday = new ConcurrentHashMap<>();

  Tokens(
      OAuth2AuthorizationService authorizations,
      Members members,
      Faults faults,
      SandboxSettings settings) {
    this.authorizations = authorizations;
    this.members = members;
    this.faults = faults;
    this.settings = settings;
  }

  /** A member and the app that acts for them. */
  record Caller(Member member, String clientId) {

    /** The member's identifier for this app alone. */
    String subject() {
      return Tokens.subject(clientId, member.handle());
    }
  }

  /** The member behind a three-legged token that has the scope. */
  Caller member(HttpServletRequest request, String scope) {
    var authorization = memberAuthorization(request);
    if (!hasScope(authorization, scope)) {
      throw LinkedInError.noPermission();
    }
    return caller(authorization);
  }

  /** The member behind a three-legged token of an app that has the product. */
  Caller member(HttpServletRequest request, Product product) {
    var authorization = memberAuthorization(request);
    requireProduct(authorization, product);
    return caller(authorization);
  }

  /** Any token will do, of an app that has the product. */
  void app(HttpServletRequest request, Product product) {
    requireProduct(authorization(request), product);
  }

  private OAuth2Authorization memberAuthorization(HttpServletRequest request) {
    var authorization = authorization(request);
    if (authorization
        .getAuthorizationGrantType()
        .equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
      throw LinkedInError.invalidToken();
    }
    var plan = faults.at(request.getRequestURI());
    if (plan.revokedTokens()) {
      throw LinkedInError.revokedToken();
    }
    if (plan.expiredTokens()) {
      throw LinkedInError.expiredToken();
    }
    return authorization;
  }

  private void requireProduct(OAuth2Authorization authorization, Product product) {
    var app = settings.apps().get(authorization.getRegisteredClientId());
    if (app == null || !app.products().contains(product)) {
      throw LinkedInError.noPermission();
    }
  }

  private Caller caller(OAuth2Authorization authorization) {
    var member =
        members.find(authorization.getPrincipalName()).orElseThrow(LinkedInError::invalidToken);
    var caller = new Caller(member, authorization.getRegisteredClientId());
    count(caller.clientId() + "/" + member.handle(), settings.dailyCalls().perMember());
    return caller;
  }

  private OAuth2Authorization authorization(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith("Bearer ")) {
      throw LinkedInError.invalidToken();
    }
    var authorization =
        authorizations.findByToken(
            header.substring("Bearer ".length()), OAuth2TokenType.ACCESS_TOKEN);
    if (authorization == null) {
      throw LinkedInError.invalidToken();
    }
    var token = authorization.getAccessToken();
    if (token == null || token.isInvalidated()) {
      throw LinkedInError.revokedToken();
    }
    if (token.isExpired()) {
      throw LinkedInError.expiredToken();
    }
    count(authorization.getRegisteredClientId(), settings.dailyCalls().perApp());
    return authorization;
  }

  /** The Member Data Portability scopes are one right under three names. */
  private static boolean hasScope(OAuth2Authorization authorization, String scope) {
    var granted = authorization.getAuthorizedScopes();
    return Product.MEMBER_DATA_PORTABILITY.scopes().contains(scope)
        ? granted.stream().anyMatch(Product.MEMBER_DATA_PORTABILITY.scopes()::contains)
        : granted.contains(scope);
  }

  private void count(String caller, int most) {
    var key = LocalDate.now(clock.withZone(ZoneOffset.UTC)) + "/" + caller;
    if (callsToday.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet() > most) {
      throw LinkedInError.tooManyRequests();
    }
  }

  /** Pairwise: no two apps can tell that they know the same member (OpenID Connect Core §8.1). */
  static String subject(String clientId, String handle) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((clientId + "\n" + handle).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
