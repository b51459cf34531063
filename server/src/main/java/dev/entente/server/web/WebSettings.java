package dev.entente.server.web;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this server is, as browsers see it.
 *
 * @param publicUrl scheme, host and port, without a path; decides whether cookies are secure
 * @param session how long a browser stays signed in
 */
@ConfigurationProperties("entente")
public record WebSettings(
    @DefaultValue("http://localhost:8080") URI publicUrl, @DefaultValue Session session) {

  /**
   * How long a browser stays signed in.
   *
   * @param idle after the last request, a minute at least, for servlet sessions count in minutes
   * @param absolute after signing in, however busy the person is
   * @param withRole as {@code absolute}, for administrators and auditors: a role that was taken
   *     away at the provider ends with the session
   */
  public record Session(
      @DefaultValue("30m") Duration idle,
      @DefaultValue("12h") Duration absolute,
      @DefaultValue("1h") Duration withRole) {

    public Session {
      if (idle.toMinutes() < 1) {
        throw new IllegalArgumentException(
            "entente.session.idle is a minute at least, such as 30m.");
      }
    }
  }

  public WebSettings {
    if (publicUrl.getHost() == null || !publicUrl.getPath().replace("/", "").isEmpty()) {
      throw new IllegalArgumentException(
          "entente.public-url is scheme, host and port, such as https://entente.example.com.");
    }
  }

  public boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  /** The full address of a path of this server. */
  public URI at(String path) {
    return publicUrl.resolve(path);
  }

  /** {@code @odata.context} of what the fragment names, such as {@code users('…')/connections}. */
  public String context(String fragment) {
    return at("/v1.0/$metadata") + "#" + fragment;
  }
}
