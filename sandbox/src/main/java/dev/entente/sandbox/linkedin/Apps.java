package dev.entente.sandbox.linkedin;

import dev.entente.sandbox.SandboxSettings;
import dev.entente.sandbox.SandboxSettings.App;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The registered LinkedIn apps. */
final class Apps implements RegisteredClientRepository {

  /** LinkedIn's access tokens; no refresh token for ordinary apps. */
  private static final Duration TOKEN_LIFE = Duration.ofDays(60);

  private final SandboxSettings settings;

  Apps(SandboxSettings settings) {
    this.settings = settings;
  }

  /** Spring would keep a better encoded secret; ours come from the configuration each time. */
  @Override
  public void save(RegisteredClient client) {}

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return Optional.ofNullable(settings.apps().get(clientId))
        .map(app -> client(clientId, app))
        .orElse(null);
  }

  private static RegisteredClient client(String clientId, App app) {
    return RegisteredClient.withId(clientId)
        .clientId(clientId)
        .clientSecret("{noop}" + app.secret())
        // In the form only; LinkedIn does not read HTTP Basic.
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .redirectUris(uris -> uris.addAll(app.redirectUris()))
        .scopes(scopes -> app.products().forEach(product -> scopes.addAll(product.scopes())))
        .clientSettings(
            ClientSettings.builder()
                .requireAuthorizationConsent(true)
                .requireProofKey(false)
                .build())
        .tokenSettings(
            TokenSettings.builder()
                .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                .accessTokenTimeToLive(TOKEN_LIFE)
                .build())
        .build();
  }
}
