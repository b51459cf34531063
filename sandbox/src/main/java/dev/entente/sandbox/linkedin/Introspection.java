package dev.entente.sandbox.linkedin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import tools.jackson.databind.json.JsonMapper;

/** Introspection in LinkedIn's shape: a status, scopes with commas, times in seconds. */
final class Introspection implements AuthenticationSuccessHandler {

  private static final JsonMapper JSON = new JsonMapper();

  private final OAuth2AuthorizationService authorizations;

  Introspection(OAuth2AuthorizationService authorizations) {
    this.authorizations = authorizations;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    var introspected = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
    var authorization =
        authorizations.findByToken(introspected.getToken(), OAuth2TokenType.ACCESS_TOKEN);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getWriter()
        .write(
            JSON.writeValueAsString(
                authorization == null ? Map.of("active", false) : body(authorization)));
  }

  private static Map<String, Object> body(OAuth2Authorization authorization) {
    var token = Objects.requireNonNull(authorization.getAccessToken());
    var issued = seconds(Objects.requireNonNull(token.getToken().getIssuedAt()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("active", token.isActive());
    body.put("client_id", authorization.getRegisteredClientId());
    body.put("authorized_at", issued);
    body.put("created_at", issued);
    body.put(
        "status", token.isInvalidated() ? "revoked" : token.isExpired() ? "expired" : "active");
    body.put("expires_at", seconds(Objects.requireNonNull(token.getToken().getExpiresAt())));
    body.put("scope", String.join(",", token.getToken().getScopes()));
    body.put(
        "auth_type",
        authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)
            ? "2L"
            : "3L");
    return body;
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }
}
