package dev.entente.server.network.linkedin;

import static dev.entente.server.network.SignInFailed.Cause.CLIENT_REFUSED;
import static dev.entente.server.network.SignInFailed.Cause.CODE_REFUSED;
import static dev.entente.server.network.SignInFailed.Cause.ID_TOKEN_INVALID;
import static dev.entente.server.network.SignInFailed.Cause.UNREACHABLE;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.network.Answer;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.SignInFailed;
import dev.entente.server.network.linkedin.Reply.Missing;
import dev.entente.server.network.linkedin.Reply.Received;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Sign In with LinkedIn: the authorization code grant with an ID token. */
final class SignIn {

  private final LinkedInSettings settings;
  private final Calls calls;
  private final Http http;
  private final Clock clock;
  private final IdTokens idTokens;
  private final UserInfo userInfo;
  private final Tokens tokens;
  private final RequestBinding binding;

  SignIn(
      LinkedInSettings settings,
      Calls calls,
      Http http,
      Clock clock,
      UserInfo userInfo,
      Tokens tokens) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
    this.idTokens = new IdTokens(settings, calls, http, clock);
    this.userInfo = userInfo;
    this.tokens = tokens;
    this.binding = new RequestBinding(settings.clientSecret());
  }

  /** RFC 6749 §4.1.1. */
  URI authorizationUri(String state, URI redirectUri) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", redirectUri.toString());
    query.put("state", state);
    query.put("scope", String.join(" ", scopes()));
    if (settings.pkce()) {
      query.put("code_challenge", binding.codeChallenge(state));
      query.put("code_challenge_method", "S256");
    }
    if (settings.nonce()) {
      query.put("nonce", binding.nonce(state));
    }
    var uri = UriComponentsBuilder.fromUri(settings.web("/oauth/v2/authorization"));
    query.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
    return uri.encode().buildAndExpand(query).toUri();
  }

  /** RFC 6749 §4.1.3; LinkedIn wants the client's credentials in the form. */
  MemberGrant exchange(TenantId tenant, String code, String state, URI redirectUri) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri.toString());
    form.put("client_id", settings.clientId());
    form.put("client_secret", settings.clientSecret().reveal());
    if (settings.pkce()) {
      form.put("code_verifier", binding.codeVerifier(state));
    }
    var body = tokenBody(tenant, form);
    var accessToken = body.accessToken();
    try {
      return grant(tenant, state, accessToken, body.checked(scopes()));
    } catch (SignInFailed failed) {
      tokens.revoke(tenant, accessToken); // Nobody here will ever use it.
      throw failed;
    }
  }

  private MemberGrant grant(TenantId tenant, String state, Secret accessToken, TokenAnswer answer) {
    var nonce = Optional.of(state).filter(_ -> settings.nonce()).map(binding::nonce);
    var member = idTokens.subject(answer.idToken(), nonce);
    refuseAnotherMember(tenant, member, accessToken);
    return new MemberGrant(
        member,
        accessToken,
        clock.instant().plus(answer.life()),
        answer.refreshToken(),
        answer.scopes());
  }

  private TokenBody tokenBody(TenantId tenant, Map<String, String> form) {
    var reply = calls.once(tenant, http.post(settings.web("/oauth/v2/accessToken"), form));
    return switch (reply) {
      case Received received when received.status() == 200 ->
          Json.read(received, TokenBody.class)
              .orElseThrow(() -> new SignInFailed(UNREACHABLE, "the token answer is not JSON"));
      case Received received -> throw refused(received);
      case Missing(var failure) -> throw new SignInFailed(UNREACHABLE, failure.words());
    };
  }

  /** RFC 6749 §5.2, and what LinkedIn makes of it: a spent code is an {@code invalid_request}. */
  private static SignInFailed refused(Received received) {
    var status = "the token endpoint answered " + received.status();
    if (received.status() >= 500 || received.status() == 429) {
      return new SignInFailed(UNREACHABLE, status);
    }
    var error = Json.read(received, ErrorBody.class).map(ErrorBody::error).orElse("");
    return switch (error) {
      case "invalid_grant", "invalid_request" -> new SignInFailed(CODE_REFUSED, error);
      case "invalid_client",
          "unauthorized_client",
          "invalid_client_id",
          "invalid_redirect_uri",
          "redirect_uri_mismatch" ->
          new SignInFailed(CLIENT_REFUSED, error);
      case null, default -> new SignInFailed(UNREACHABLE, status);
    };
  }

  /** OpenID Connect Core §5.3.2: an answer about someone else must not be used. */
  private void refuseAnotherMember(TenantId tenant, String member, Secret accessToken) {
    switch (userInfo.of(tenant, accessToken)) {
      case Answer.Got<UserInfo.Claims>(var claims) -> {
        if (!member.equals(claims.sub())) {
          throw new SignInFailed(ID_TOKEN_INVALID, "userinfo speaks of another sub");
        }
      }
      case Answer.Unreachable<UserInfo.Claims>(var cause, _) ->
          throw new SignInFailed(UNREACHABLE, "userinfo: " + cause);
      case Answer.Nothing<UserInfo.Claims> _,
          Answer.NotYet<UserInfo.Claims> _,
          Answer.NotOffered<UserInfo.Claims> _,
          Answer.TokenEnded<UserInfo.Claims> _ ->
          throw new SignInFailed(UNREACHABLE, "userinfo refuses the new token");
    }
  }

  /** All of them or none: LinkedIn refuses the whole request for one that the app lacks. */
  private List<String> scopes() {
    return settings.has(Product.MEMBER_DATA_PORTABILITY)
        ? List.of("openid", "profile", "email", settings.portabilityScope())
        : List.of("openid", "profile", "email");
  }

  /** What came beside the access token, complete. */
  private record TokenAnswer(
      Duration life, Secret idToken, Optional<Secret> refreshToken, Set<String> scopes) {}

  /** RFC 6749 §5.1 and OpenID Connect Core §3.1.3.3. */
  private record TokenBody(
      @Nullable String access_token,
      @Nullable Long expires_in,
      @Nullable String id_token,
      @Nullable String refresh_token,
      @Nullable String scope) {

    Secret accessToken() {
      return IssuedToken.accessToken(access_token)
          .orElseThrow(
              () -> new SignInFailed(UNREACHABLE, "the token answer has no usable access_token"));
    }

    TokenAnswer checked(List<String> requested) {
      var life =
          IssuedToken.life(expires_in)
              .orElseThrow(
                  () -> new SignInFailed(UNREACHABLE, "the token answer has no usable expires_in"));
      if (id_token == null) {
        throw new SignInFailed(ID_TOKEN_INVALID, "there is none");
      }
      return new TokenAnswer(
          life,
          new Secret(id_token),
          Optional.ofNullable(refresh_token).map(Secret::new),
          scope == null ? Set.copyOf(requested) : Set.of(scope.strip().split("[ ,]+")));
    }

    @Override
    public String toString() {
      return "TokenBody[redacted]";
    }
  }

  private record ErrorBody(@Nullable String error) {}
}
