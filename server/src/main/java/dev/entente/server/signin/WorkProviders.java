package dev.entente.server.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.SignIn;
import dev.entente.server.tenant.Tenant;
import dev.entente.server.web.WebSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Every tenant's provider, discovered when first needed and again after a while. While it cannot be
 * reached again, what it said last still counts, so that its outage turns no good token away. A
 * tenant's changed sign-in counts at once: it is part of the key.
 */
@Component
class WorkProviders {

  private static final Logger log = LoggerFactory.getLogger(WorkProviders.class);
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Set<SignatureAlgorithm> ALGORITHMS =
      Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256);

  /** How long what a provider says counts without asking again. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  /** How long it counts at most, while the provider cannot be reached. */
  private static final Duration STALE = Duration.ofDays(1);

  /** How long a provider that could not be reached is not asked again. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final RestTemplate http = new RestTemplate(requests());
  private final Cache<Key, Known> known =
      Caffeine.newBuilder().expireAfterAccess(STALE).maximumSize(10_000).build();
  private final WebSettings settings;
  private final Clock clock;

  private record Key(TenantId tenant, SignIn signIn) {}

  private record Known(WorkProvider provider, Instant discovered, Instant askAgain) {}

  WorkProviders(WebSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Short timeouts and no redirects: a provider's answer holds a sign-in up, nothing else. */
  static JdkClientHttpRequestFactory requests() {
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    var requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(Duration.ofSeconds(5));
    return requests;
  }

  /**
   * @throws SignInRefused PROVIDER_UNREACHABLE when it cannot be discovered, nor was of late
   */
  WorkProvider of(Tenant tenant) {
    var key = new Key(tenant.id(), tenant.signIn());
    var held = known.getIfPresent(key);
    var now = clock.instant();
    return held != null && now.isBefore(held.askAgain())
        ? held.provider()
        : Objects.requireNonNull(known.asMap().compute(key, (_, it) -> current(key, it, now)))
            .provider();
  }

  /** Whoever waited for another to ask takes what that one was told. */
  private Known current(Key key, @Nullable Known held, Instant now) {
    if (held != null && now.isBefore(held.askAgain())) {
      return held;
    }
    try {
      return new Known(discover(key), now, now.plus(FRESH));
    } catch (SignInRefused unreachable) {
      if (held == null || !now.isBefore(held.discovered().plus(STALE))) {
        throw unreachable;
      }
      log.warn(
          "{} cannot be discovered again; what it said at {} still counts.",
          key.signIn().issuer(),
          held.discovered(),
          unreachable.getCause());
      return new Known(held.provider(), held.discovered(), now.plus(PAUSE));
    }
  }

  private WorkProvider discover(Key key) {
    try {
      var metadata = metadata(key.signIn().issuer().toString());
      var registration = registration(key, metadata);
      var sendsIss = metadata.get("authorization_response_iss_parameter_supported");
      return new WorkProvider(
          key.signIn().issuer().toString(),
          Boolean.TRUE.equals(sendsIss),
          endSession(metadata),
          registration,
          decoder(registration, idTokenRules(registration)),
          decoder(registration, accessTokenRules(key.signIn())));
    } catch (RestClientException | IllegalArgumentException e) {
      throw new SignInRefused(SignInRefused.Reason.PROVIDER_UNREACHABLE, e);
    }
  }

  /** OpenID Connect Discovery 1.0 §4.3: the document's issuer is exactly the one asked. */
  private Map<String, Object> metadata(String issuer) {
    var type = new ParameterizedTypeReference<Map<String, Object>>() {};
    var metadata = http.exchange(issuer + DISCOVERY, HttpMethod.GET, null, type).getBody();
    if (metadata == null || !issuer.equals(metadata.get("issuer"))) {
      throw new IllegalArgumentException("The discovery document is not of " + issuer);
    }
    return metadata;
  }

  /** One that is no address of the web is as good as none: only leaving needs it. */
  private static Optional<URI> endSession(Map<String, Object> metadata) {
    try {
      var address = new URI(String.valueOf(metadata.get("end_session_endpoint")));
      return Optional.of(address)
          .filter(it -> it.getHost() != null && Set.of("https", "http").contains(it.getScheme()));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private ClientRegistration registration(Key key, Map<String, Object> metadata) {
    return ClientRegistrations.fromOidcConfiguration(metadata)
        .registrationId(key.tenant().toString())
        .clientId(key.signIn().clientId())
        .redirectUri(settings.at("/signin/callback/" + key.tenant()).toString())
        .scope("openid", "profile")
        .build();
  }

  private JwtDecoder decoder(ClientRegistration registration, OAuth2TokenValidator<Jwt> rules) {
    var decoder =
        NimbusJwtDecoder.withJwkSetUri(keysOf(registration))
            .restOperations(http)
            .jwsAlgorithms(it -> it.addAll(ALGORITHMS))
            .validateType(false)
            .build();
    decoder.setJwtValidator(rules);
    return decoder;
  }

  private static String keysOf(ClientRegistration registration) {
    return Optional.ofNullable(registration.getProviderDetails().getJwkSetUri())
        .orElseThrow(() -> new IllegalArgumentException("The discovery document has no jwks_uri"));
  }

  private static OAuth2TokenValidator<Jwt> idTokenRules(ClientRegistration registration) {
    return new DelegatingOAuth2TokenValidator<>(
        JwtTypeValidator.jwt(),
        new JwtTimestampValidator(),
        new OidcIdTokenValidator(registration));
  }

  /**
   * RFC 9068 §4, with {@code JWT} allowed as type for providers older than it. What only identity
   * tokens carry is refused: theirs is our audience too where it is also the client's id.
   */
  private static OAuth2TokenValidator<Jwt> accessTokenRules(SignIn signIn) {
    return new DelegatingOAuth2TokenValidator<>(
        new JwtTypeValidator("at+jwt", "application/at+jwt", "JWT"),
        new JwtClaimValidator<>("exp", exp -> exp != null),
        new JwtTimestampValidator(),
        new JwtIssuerValidator(signIn.issuer().toString()),
        new JwtAudienceValidator(signIn.audience()),
        WorkProviders::refuseIdentityTokens);
  }

  /** Keycloak's older access tokens carry the nonce too, and say what they are. */
  private static OAuth2TokenValidatorResult refuseIdentityTokens(Jwt token) {
    var isAccessToken = "Bearer".equals(token.getClaimAsString("typ"));
    return token.hasClaim("at_hash") || (token.hasClaim("nonce") && !isAccessToken)
        ? OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "This is an identity token.", null))
        : OAuth2TokenValidatorResult.success();
  }
}
