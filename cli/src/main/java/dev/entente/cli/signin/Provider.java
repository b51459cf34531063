package dev.entente.cli.signin;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.entente.cli.api.Addresses;
import dev.entente.cli.terminal.ExitCode;
import dev.entente.cli.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** An organisation's OpenID provider, discovered, for one public or confidential client. */
public final class Provider {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final OIDCProviderMetadata metadata;
  private final URI issuer;
  private final ClientID client;

  private Provider(OIDCProviderMetadata metadata, URI issuer, ClientID client) {
    this.metadata = metadata;
    this.issuer = issuer;
    this.client = client;
  }

  /** OpenID Connect Discovery 1.0 §4; the document has to be of the issuer that was asked. */
  public static Provider discover(URI issuer, String clientId) {
    try {
      return new Provider(
          OIDCProviderMetadata.resolve(new Issuer(issuer), TIMEOUT_MILLIS, TIMEOUT_MILLIS),
          issuer,
          new ClientID(clientId));
    } catch (GeneralException | IOException e) {
      throw new Trouble(
          ExitCode.UNREACHABLE,
          "The sign-in cannot be discovered: " + e.getMessage(),
          issuer + "/.well-known/openid-configuration",
          "Check --issuer and the network.");
    }
  }

  /** What a person has to do: open the page, enter the code. */
  public record Prompt(URI page, String code, Optional<URI> pageWithCode, Duration lifetime) {}

  /**
   * RFC 8628: somebody signs in with a browser, anywhere, while this asks whether they have.
   *
   * @param show is told what to do
   */
  public Tokens byDeviceCode(Scope scope, Consumer<Prompt> show) {
    var endpoint =
        Optional.ofNullable(metadata.getDeviceAuthorizationEndpointURI())
            .orElseThrow(
                () ->
                    new Trouble(
                        ExitCode.REFUSED,
                        "The sign-in offers no device code.",
                        issuer.toString(),
                        "Use --client-credentials, or --token with a token from elsewhere."));
    var begun = begin(new DeviceAuthorizationRequest(endpoint, client, scope));
    show.accept(
        new Prompt(
            begun.getVerificationURI(),
            begun.getUserCode().getValue(),
            Optional.ofNullable(begun.getVerificationURIComplete()),
            Duration.ofSeconds(begun.getLifetime())));
    return await(begun);
  }

  /** RFC 6749 §4.4. */
  public Tokens byClientCredentials(Scope scope, String secret) {
    var client = new ClientSecretBasic(this.client, new Secret(secret));
    return granted(
        send(
            new TokenRequest.Builder(tokenEndpoint(), client, new ClientCredentialsGrant())
                .scope(scope)
                .build()
                .toHTTPRequest()));
  }

  /** RFC 6749 §6; the old refresh token stays where the answer brings no new one. */
  public Tokens byRefreshToken(String refreshToken) {
    return granted(send(forPublicClient(new RefreshTokenGrant(new RefreshToken(refreshToken)))));
  }

  private DeviceAuthorizationSuccessResponse begin(DeviceAuthorizationRequest request) {
    try {
      var response = DeviceAuthorizationResponse.parse(send(request.toHTTPRequest()));
      if (response.indicatesSuccess()) {
        return response.toSuccessResponse();
      }
      throw refused(response.toErrorResponse().getErrorObject());
    } catch (ParseException e) {
      throw unintelligible(e);
    }
  }

  private Tokens await(DeviceAuthorizationSuccessResponse begun) {
    var end = Instant.now().plusSeconds(begun.getLifetime());
    var pause = Duration.ofSeconds(Math.max(begun.getInterval(), 1));
    while (Instant.now().isBefore(end)) {
      sleep(pause);
      var response = parse(send(forPublicClient(new DeviceCodeGrant(begun.getDeviceCode()))));
      if (response.indicatesSuccess()) {
        return tokens(response.toSuccessResponse());
      }
      var error = response.toErrorResponse().getErrorObject();
      if (is(error, DeviceAuthorizationGrantError.SLOW_DOWN)) {
        pause = pause.plusSeconds(5); // RFC 8628 §3.5
      } else if (!is(error, DeviceAuthorizationGrantError.AUTHORIZATION_PENDING)) {
        throw refused(error);
      }
    }
    throw refused(DeviceAuthorizationGrantError.EXPIRED_TOKEN);
  }

  private HTTPRequest forPublicClient(AuthorizationGrant grant) {
    return new TokenRequest.Builder(tokenEndpoint(), client, grant).build().toHTTPRequest();
  }

  private URI tokenEndpoint() {
    return Addresses.of(metadata.getTokenEndpointURI().toString(), issuer.toString());
  }

  private Tokens granted(HTTPResponse answer) {
    var response = parse(answer);
    if (response instanceof TokenErrorResponse error) {
      throw refused(error.getErrorObject());
    }
    return tokens(response.toSuccessResponse());
  }

  private TokenResponse parse(HTTPResponse response) {
    try {
      return TokenResponse.parse(response);
    } catch (ParseException e) {
      throw unintelligible(e);
    }
  }

  private HTTPResponse send(HTTPRequest request) {
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    try {
      return request.send();
    } catch (IOException e) {
      throw new Trouble(
          ExitCode.UNREACHABLE,
          "The sign-in cannot be reached: " + e.getMessage(),
          request.getURI().toString(),
          "Check the network, then repeat the command.");
    }
  }

  private static Tokens tokens(AccessTokenResponse response) {
    var tokens = response.getTokens();
    return new Tokens(
        tokens.getAccessToken().getValue(),
        Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue),
        Duration.ofSeconds(tokens.getAccessToken().getLifetime()));
  }

  private static boolean is(ErrorObject error, ErrorObject other) {
    return other.getCode().equals(error.getCode());
  }

  private Trouble refused(ErrorObject error) {
    var how =
        switch (Optional.ofNullable(error.getCode()).orElse("")) {
          case "expired_token" -> "The code was not used in time. Begin anew: entente login";
          case "access_denied" -> "The sign-in was declined there. Begin anew: entente login";
          case "invalid_client", "unauthorized_client" ->
              "Check --client-id and the secret; the sign-in has to know this client and allow it this grant.";
          case "invalid_grant" -> "Sign in again: entente login";
          default -> "Sign in again, or ask whoever runs the sign-in.";
        };
    return new Trouble(
        ExitCode.NOT_SIGNED_IN,
        "The sign-in refused: %s"
            .formatted(
                Optional.ofNullable(error.getDescription())
                    .orElse(String.valueOf(error.getCode()))),
        issuer.toString(),
        how);
  }

  private Trouble unintelligible(ParseException e) {
    return new Trouble(
        ExitCode.UNREACHABLE,
        "The sign-in's answer cannot be understood: " + e.getMessage(),
        issuer.toString(),
        "Check --issuer.");
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Trouble(ExitCode.NOT_SIGNED_IN, "Interrupted.", "", "");
    }
  }
}
