package dev.entente.sandbox.work;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Entente as each organisation has registered it: the server, the command line, and jobs. The same
 * names everywhere, secrets for each issuer.
 */
final class WorkClients implements RegisteredClientRepository {

  static final String CLIENT_ID = "entente";
  static final String COMMAND_LINE = "entente-cli";
  static final String AUTOMATION = "entente-automation";

  private static final TokenSettings LASTING =
      TokenSettings.builder().accessTokenTimeToLive(WorkTokens.LIFE).build();
  private static final List<String> NAMES = List.of(CLIENT_ID, COMMAND_LINE, AUTOMATION);

  private final Organisations organisations;

  WorkClients(Organisations organisations) {
    this.organisations = organisations;
  }

  /** Spring would keep a better encoded secret; ours come from the configuration each time. */
  @Override
  public void save(RegisteredClient client) {}

  /** An id is the organisation and the name: {@code northlight/entente-cli}. */
  @Override
  public @Nullable RegisteredClient findById(String id) {
    return organisations
        .find(slugOf(id))
        .map(it -> client(it, id.substring(id.indexOf('/') + 1)))
        .orElse(null);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return NAMES.contains(clientId)
        ? issuerSlug().map(it -> findById(it + "/" + clientId)).orElse(null)
        : null;
  }

  static String slugOf(String id) {
    return id.substring(0, id.indexOf('/'));
  }

  /** The organisation that is being asked, by the issuer in the request's address. */
  static Optional<String> issuerSlug() {
    return Optional.ofNullable(AuthorizationServerContextHolder.getContext())
        .map(it -> it.getIssuer())
        .map(issuer -> issuer.substring(issuer.lastIndexOf('/') + 1));
  }

  private static RegisteredClient client(Organisation organisation, String name) {
    var client = RegisteredClient.withId(organisation.slug() + "/" + name).clientId(name);
    return switch (name) {
      case COMMAND_LINE -> commandLine(client);
      case AUTOMATION -> automation(client, organisation);
      default -> server(client, organisation);
    };
  }

  private static RegisteredClient server(
      RegisteredClient.Builder client, Organisation organisation) {
    return client
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

  /** Public: whoever has the program has all that it knows. */
  private static RegisteredClient commandLine(RegisteredClient.Builder client) {
    return client
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .scope("profile")
        .tokenSettings(LASTING)
        .build();
  }

  private static RegisteredClient automation(
      RegisteredClient.Builder client, Organisation organisation) {
    return client
        .clientSecret("{noop}" + organisation.slug() + "-automation-secret")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(LASTING)
        .build();
  }
}
