package dev.entente.cli.signin;

import dev.entente.cli.api.Addresses;
import dev.entente.cli.api.Call;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where somebody signs in, asked of the server: OpenID Connect Discovery 1.0 §2, RFC 7033. */
public final class WebFinger {

  private static final String ISSUER = "http://openid.net/specs/connect/1.0/issuer";

  private WebFinger() {}

  public static URI issuerOf(String account, URI server) {
    var address =
        URI.create(
            "%s/.well-known/webfinger?resource=%s&rel=%s"
                .formatted(server, Call.encode("acct:" + account), Call.encode(ISSUER)));
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 404) {
        throw unknown(account, server);
      }
      var links = new JsonMapper().readTree(response.body()).path("links");
      return StreamSupport.stream(links.spliterator(), false)
          .filter(it -> it.path("rel").asString("").equals(ISSUER))
          .map(it -> Addresses.of(it.path("href").asString(""), address.toString()))
          .findFirst()
          .orElseThrow(() -> unknown(account, server));
    } catch (IOException | JacksonException e) {
      throw new Trouble(
          ExitCode.UNREACHABLE,
          "The server cannot be asked where to sign in.",
          address.toString(),
          "Check --server and the network, or give --issuer.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Trouble(ExitCode.UNREACHABLE, "Interrupted.", address.toString(), "");
    }
  }

  private static Trouble unknown(String account, URI server) {
    return new Trouble(
        ExitCode.REFUSED,
        "No organisation on this server has the mail domain of %s.".formatted(account),
        server.toString(),
        "Check the account, or give --issuer.");
  }
}
