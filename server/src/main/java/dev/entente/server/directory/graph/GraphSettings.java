package dev.entente.server.directory.graph;

import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft Entra tenant as the provisioning file describes it.
 *
 * @param directory the tenant's id or one of its domains
 * @param clientId of the app registration that reads
 * @param cloud {@code global} unless said; decides where Microsoft Graph and its sign-in are
 * @param endpoint Microsoft Graph's address, in place of the cloud's
 * @param authority the sign-in's address, in place of the cloud's
 */
record GraphSettings(
    @Nullable String directory,
    @Nullable String clientId,
    @Nullable Secret clientSecret,
    @Nullable String cloud,
    @Nullable String endpoint,
    @Nullable String authority) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Microsoft's national clouds. */
  enum Cloud {
    GLOBAL("https://graph.microsoft.com", "https://login.microsoftonline.com"),
    USGOV("https://graph.microsoft.us", "https://login.microsoftonline.us"),
    USGOVDOD("https://dod-graph.microsoft.us", "https://login.microsoftonline.us"),
    CHINA("https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn");

    private final String graph;
    private final String login;

    Cloud(String graph, String login) {
      this.graph = graph;
      this.login = login;
    }

    static Optional<Cloud> of(String label) {
      for (var cloud : values()) {
        if (cloud.name().toLowerCase(Locale.ROOT).equals(label)) {
          return Optional.of(cloud);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * The settings, checked.
   *
   * @param graph Microsoft Graph's address, without version
   * @param token where access tokens are given
   */
  record Checked(URI graph, URI token, String clientId, Secret clientSecret) {}

  /**
   * @throws Problem INVALID_REQUEST that names a setting at fault
   */
  Checked checked() {
    var known =
        Cloud.of(Optional.ofNullable(cloud).orElse("global"))
            .orElseThrow(() -> fault("cloud", "is global, usgov, usgovdod or china"));
    var name = required(directory, "directory");
    if (!name.matches("[A-Za-z0-9.-]+")) {
      throw fault("directory", "is the tenant's id or one of its domains");
    }
    return new Checked(
        address(Optional.ofNullable(endpoint).orElse(known.graph), "endpoint"),
        address(Optional.ofNullable(authority).orElse(known.login), "authority")
            .resolve("/%s/oauth2/v2.0/token".formatted(name)),
        required(clientId, "clientId"),
        Optional.ofNullable(clientSecret)
            .filter(it -> !it.reveal().isBlank())
            .orElseThrow(() -> fault("clientSecret", "is missing")));
  }

  private static String required(@Nullable String text, String field) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .orElseThrow(() -> fault(field, "is missing"));
  }

  /** The secret and everybody's names go there: over TLS, or not beyond this machine. */
  private static URI address(String text, String field) {
    try {
      var address = URI.create(text);
      var host = Optional.ofNullable(address.getHost()).orElse("");
      var isSafe = "https".equals(address.getScheme()) && !host.isEmpty();
      var isHere = "http".equals(address.getScheme()) && LOOPBACK.contains(host);
      if ((isSafe || isHere) && address.getPath().replace("/", "").isEmpty()) {
        return address;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Said below, as for an address that will not do.
    }
    throw fault(field, "is an https address without a path");
  }

  private static Problem fault(String field, String what) {
    return new Problem(
        Problem.Code.INVALID_REQUEST, "source.%s %s.".formatted(field, what), "source." + field);
  }
}
