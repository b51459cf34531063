package dev.entente.sandbox.work;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** Entente as each organisation has registered it: one client id, a secret for each issuer. */
final class WorkClients implements RegisteredClientRepository {

  static final String CLIENT_ID = "entente";

  private final Organisations organisations;

  WorkClients(Organisations organisations) {
    this.organisations = organisations;
  }

  /** Spring would keep a better encoded secret; ours come from the configuration each time. */
  @Override
  public void save(RegisteredClient client) {}

  @Override
  public @Nullable RegisteredClient findById(String slug) {
    return organisations.find(slug).map(WorkClients::client).orElse(null);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return clientId.equals(CLIENT_ID) ? issuerSlug().map(this::findById).orElse(null) : null;
  }

  /** The organisation that is being asked, by the issuer in the request's address. */
  static Optional<String> issuerSlug() {
    return Optional.ofNullable(AuthorizationServerContextHolder.getContext())
        .map(it -> it.getIssuer())
        .map(issuer -> issuer.substring(issuer.lastIndexOf('/') + 1));
  }

  private static RegisteredClient client(Organisation organisation) {
    return RegisteredClient.withId(organisation.slug())
        .clientId(CLIENT_ID)
        .clientSecret("{noop}" + organisation.clientSecret())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("http://localhost:*/signin/callback/" + organisation.id())
        .postLogoutRedirectUri("http://localhost:*/")
        .postLogoutRedirectUri("http://localhost:*/?signedOut")
        .scope("openid")
        .scope("profile")
        .scope("email")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .build();
  }
}
