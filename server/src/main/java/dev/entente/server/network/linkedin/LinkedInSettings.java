package dev.entente.server.network.linkedin;

import dev.entente.server.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Our app at LinkedIn. The sandbox is LinkedIn by another {@code web-base} and {@code api-base}.
 *
 * @param webBase where members sign in; sign-in, token and key endpoints are LinkedIn's documented
 *     paths below it
 * @param apiBase where data is; {@code /v2} and {@code /rest} are below it
 * @param issuers what an ID token's {@code iss} may be; absent: {@code web-base} with and without
 *     {@code /oauth}, both of which LinkedIn has used
 * @param pictureOrigins scheme, host and port from which pictures of members are fetched; {@code
 *     api-base} always counts
 * @param visibilityPage where a member decides about the profile in work apps; absent: LinkedIn's
 *     settings
 * @param clientId absent: LinkedIn is not configured, and nobody is offered to connect
 * @param products what LinkedIn has granted to the app; decides which scopes are asked for
 * @param portabilityScope the scope of Member Data Portability, which differs by the app's kind
 * @param pkce whether to send PKCE's challenge; LinkedIn refuses the verifier ({@code
 *     invalid_client}) unless it has enabled the native flow for the app
 * @param nonce whether to send a nonce and demand it in the ID token; LinkedIn does not return it
 */
@ConfigurationProperties("entente.linkedin")
record LinkedInSettings(
    @DefaultValue("https://www.linkedin.com") URI webBase,
    @DefaultValue("https://api.linkedin.com") URI apiBase,
    @DefaultValue Set<String> issuers,
    @DefaultValue("https://media.licdn.com") List<URI> pictureOrigins,
    Optional<URI> visibilityPage,
    @DefaultValue("") String clientId,
    @DefaultValue("") Secret clientSecret,
    @DefaultValue("openid") Set<Product> products,
    @DefaultValue("r_dma_portability_3rd_party") String portabilityScope,
    @DefaultValue("false") boolean pkce,
    @DefaultValue("false") boolean nonce,
    @DefaultValue Limits limits) {

  /**
   * How much of anything is waited for, read and kept busy.
   *
   * @param connectTimeout for the TCP and TLS handshakes
   * @param readTimeout until an answer begins
   * @param callTimeout for a whole call, a repeated one included
   * @param ownDataTimeout for all the calls that one category takes
   * @param bodySize of one answer
   * @param ownDataSize of all the answers about one domain of a member's data
   * @param ownDataPages of one domain
   * @param pictureSize of a picture as LinkedIn serves it
   * @param callsPerTenant at a time, so that one tenant cannot occupy the server
   * @param tenantWait how long a call waits for its turn among the tenant's calls
   * @param breakerPause how long a host that keeps failing is left alone
   */
  record Limits(
      @DefaultValue("2s") Duration connectTimeout,
      @DefaultValue("5s") Duration readTimeout,
      @DefaultValue("10s") Duration callTimeout,
      @DefaultValue("30s") Duration ownDataTimeout,
      @DefaultValue("4MB") DataSize bodySize,
      @DefaultValue("16MB") DataSize ownDataSize,
      @DefaultValue("100") int ownDataPages,
      @DefaultValue("5MB") DataSize pictureSize,
      @DefaultValue("32") int callsPerTenant,
      @DefaultValue("1s") Duration tenantWait,
      @DefaultValue("10s") Duration breakerPause) {

    Limits {
      for (var time :
          List.of(connectTimeout, readTimeout, callTimeout, ownDataTimeout, breakerPause)) {
        refuseUnless(time.isPositive(), "limits: every time must be longer than zero");
      }
      refuseUnless(!tenantWait.isNegative(), "limits.tenant-wait must not be negative");
      for (var size : List.of(bodySize, ownDataSize, pictureSize)) {
        refuseUnless(
            size.toBytes() > 0 && size.toBytes() <= Integer.MAX_VALUE,
            "limits: every size must be more than zero and less than 2 GB");
      }
      refuseUnless(ownDataPages > 0, "limits.own-data-pages must be at least 1");
      refuseUnless(callsPerTenant > 0, "limits.calls-per-tenant must be at least 1");
    }
  }

  LinkedInSettings {
    webBase = base(webBase, "web-base");
    apiBase = base(apiBase, "api-base");
    var origins = new ArrayList<URI>();
    for (var origin : pictureOrigins) {
      origins.add(base(origin, "picture-origins"));
    }
    pictureOrigins = List.copyOf(origins);
    issuers =
        issuers.isEmpty() ? Set.of(webBase + "/oauth", webBase.toString()) : Set.copyOf(issuers);
    products = Set.copyOf(products);
    refuseUnless(products.contains(Product.OPENID), "products must contain openid");
    refuseUnless(
        clientId.isBlank() == clientSecret.reveal().isBlank(),
        "client-id and client-secret belong together");
  }

  boolean has(Product product) {
    return products.contains(product);
  }

  /** A path below the web base. */
  URI web(String path) {
    return URI.create(webBase + path);
  }

  /** A path below the API's base. */
  URI api(String path) {
    return URI.create(apiBase + path);
  }

  /** Codes, tokens and the client secret travel there, so it is https but on this machine. */
  private static URI base(URI uri, String property) {
    var host = uri.getHost();
    refuseUnless(host != null, property + " must be an absolute URL");
    var onThisMachine =
        Set.of("localhost", "127.0.0.1", "[::1]").contains(host) && "http".equals(uri.getScheme());
    refuseUnless(
        "https".equals(uri.getScheme()) || onThisMachine,
        property + " must be an https URL, or http on localhost");
    refuseUnless(
        uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null,
        property + " must have neither user, query nor fragment");
    var text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  private static void refuseUnless(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("entente.linkedin." + rule + ".");
    }
  }
}
