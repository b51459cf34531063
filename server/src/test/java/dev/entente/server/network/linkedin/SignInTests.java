package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.entente.server.network.linkedin.HostileLinkedIn.CLIENT_ID;
import static dev.entente.server.network.linkedin.HostileLinkedIn.CLIENT_SECRET;
import static dev.entente.server.network.linkedin.HostileLinkedIn.KEY;
import static dev.entente.server.network.linkedin.HostileLinkedIn.REDIRECT_URI;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TOKEN;
import static dev.entente.server.network.linkedin.HostileLinkedIn.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.entente.server.network.MemberGrant;
import dev.entente.server.network.SignInFailed;
import dev.entente.server.network.SignInFailed.Cause;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

@Tag("M21")
class SignInTests {

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  private MemberGrant exchange() {
    return linkedIn.client().exchange(TENANT, "code-1", "state-1", REDIRECT_URI);
  }

  private Cause refusal() {
    return catchThrowableOfType(SignInFailed.class, this::exchange).reason();
  }

  @Nested
  class AuthorizationRequest {

    @Test
    void asksForTheScopesOfTheProductsAndSendsNeitherPkceNorNonce() {
      var uri =
          linkedIn
              .client(Product.OPENID, Product.MEMBER_DATA_PORTABILITY)
              .authorizationUri("state & 1", REDIRECT_URI);

      assertThat(uri.getPath()).isEqualTo("/oauth/v2/authorization");
      assertThat(UriComponentsBuilder.fromUri(uri).build().getQueryParams().toSingleValueMap())
          .containsOnlyKeys("response_type", "client_id", "redirect_uri", "state", "scope")
          .containsEntry("response_type", "code")
          .containsEntry("state", "state%20%26%201")
          .containsEntry("redirect_uri", "https%3A%2F%2Fentente.test%2Fcallback%2Flinkedin")
          .containsEntry("scope", "openid%20profile%20email%20r_dma_portability_3rd_party");
    }

    @Test
    @DisplayName("RFC 7636 §4.6: the verifier sent with the code is that of the challenge")
    void sendsAVerifierThatMatchesItsChallengeWhereTheAppMayUsePkce() {
      var binding = new RequestBinding(linkedIn.settings().clientSecret());
      var client = new LinkedIn(linkedIn.settings(true, false), Clock.systemUTC());

      var uri = client.authorizationUri("state-1", REDIRECT_URI);
      client.exchange(TENANT, "code-1", "state-1", REDIRECT_URI);

      assertThat(uri.getQuery())
          .contains("code_challenge=" + binding.codeChallenge("state-1"))
          .contains("code_challenge_method=S256");
      assertThat(tokenRequestBody()).contains("code_verifier=" + binding.codeVerifier("state-1"));
      assertThat(binding.codeVerifier("state-1"))
          .hasSize(43)
          .isNotEqualTo(binding.codeVerifier("state-2"))
          .isNotEqualTo(binding.codeChallenge("state-1"));
    }

    @Test
    void demandsTheNonceItSentWhereLinkedInReturnsOne() {
      var client = new LinkedIn(linkedIn.settings(false, true), Clock.systemUTC());
      var sent =
          UriComponentsBuilder.fromUri(client.authorizationUri("state-1", REDIRECT_URI))
              .build()
              .getQueryParams()
              .getFirst("nonce");

      linkedIn.tokens(linkedIn.idToken(KEY, linkedIn.claims().claim("nonce", sent).build()));

      assertThat(client.exchange(TENANT, "code-1", "state-1", REDIRECT_URI).member())
          .isEqualTo("member-1");
      assertThat(
              catchThrowableOfType(
                      SignInFailed.class,
                      () -> client.exchange(TENANT, "code-1", "state-2", REDIRECT_URI))
                  .reason())
          .isEqualTo(Cause.ID_TOKEN_INVALID);
    }
  }

  @Nested
  class Exchange {

    @Test
    void givesWhatTheMemberGranted() {
      var before = Instant.now();

      var grant = exchange();

      assertThat(grant.member()).isEqualTo("member-1");
      assertThat(grant.accessToken()).isEqualTo(TOKEN);
      assertThat(grant.scopes()).containsExactlyInAnyOrder("openid", "profile", "email");
      assertThat(grant.refreshToken()).isEmpty();
      assertThat(grant.expiresAt())
          .isBetween(before.plusSeconds(5_184_000), Instant.now().plusSeconds(5_184_000));
    }

    @Test
    void sendsTheCredentialsInTheFormAndNothingInTheUrl() {
      exchange();

      linkedIn
          .server()
          .verify(
              1,
              postRequestedFor(urlPathEqualTo("/oauth/v2/accessToken"))
                  .withoutHeader("Authorization")
                  .withFormParam("client_id", equalTo(CLIENT_ID))
                  .withFormParam("client_secret", equalTo(CLIENT_SECRET))
                  .withFormParam("code", equalTo("code-1"))
                  .withFormParam("redirect_uri", equalTo(REDIRECT_URI.toString())));
    }

    @ParameterizedTest
    @CsvSource({
      "400, invalid_grant, CODE_REFUSED",
      "400, invalid_request, CODE_REFUSED",
      "401, invalid_client, CLIENT_REFUSED",
      "400, unauthorized_client, CLIENT_REFUSED",
      "400, invalid_redirect_uri, CLIENT_REFUSED",
      "400, something_new, UNREACHABLE",
      "429, invalid_grant, UNREACHABLE",
      "500, invalid_grant, UNREACHABLE",
      "503, server_error, UNREACHABLE"
    })
    void namesTheCauseOfARefusalAndNeverRepeatsTheCode(int status, String code, Cause expected) {
      linkedIn.tokens(error(status, "{\"error\":\"" + code + "\"}"));

      assertThat(refusal()).isEqualTo(expected);
      assertThat(linkedIn.requests("/oauth/v2/accessToken")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<html><body>Sign in</body></html>",
          "{\"access_token\":\"AQV-can",
          "{}",
          "null",
          "[]",
          "{\"access_token\":\"a\\nb\",\"expires_in\":60,\"id_token\":\"x\"}",
          "{\"access_token\":\"a\",\"expires_in\":0,\"id_token\":\"x\"}",
          "{\"access_token\":\"a\",\"expires_in\":9000000000000000000,\"id_token\":\"x\"}",
          "{\"access_token\":\"a\",\"expires_in\":\"soon\",\"id_token\":\"x\"}"
        })
    void takesAMalformedTokenAnswerForNone(String body) {
      linkedIn.tokens(aResponse().withStatus(200).withBody(body));

      assertThat(refusal()).isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    void givesBackATokenThatItCannotUse() {
      linkedIn.answer("/v2/userinfo", aResponse().withStatus(503));

      assertThat(refusal()).isEqualTo(Cause.UNREACHABLE);
      linkedIn
          .server()
          .verify(
              1,
              postRequestedFor(urlPathEqualTo("/oauth/v2/revoke"))
                  .withFormParam("token", equalTo(TOKEN.reveal())));
    }

    @Test
    void followsNoRedirectWithTheClientSecret() {
      linkedIn.tokens(
          aResponse().withStatus(307).withHeader("Location", linkedIn.baseUrl() + "/elsewhere"));

      assertThat(refusal()).isEqualTo(Cause.UNREACHABLE);
      assertThat(linkedIn.requests("/elsewhere")).isZero();
    }

    @Test
    void showsNoTokenCodeOrSecretInWhatItThrows() {
      linkedIn.userInfo("{\"sub\":\"someone-else\"}");

      var failure = catchThrowableOfType(SignInFailed.class, () -> exchange());

      assertThat(Stream.iterate((Throwable) failure, it -> it != null, Throwable::getCause))
          .allSatisfy(
              it ->
                  assertThat(it.toString())
                      .doesNotContain(TOKEN.reveal(), "code-1", CLIENT_SECRET, "state-1"));
    }
  }

  @Nested
  @DisplayName("OpenID Connect Core §3.1.3.7 ID token validation")
  class IdToken {

    private void signed(JWTClaimsSet.Builder claims) {
      linkedIn.tokens(linkedIn.idToken(KEY, claims.build()));
    }

    @Test
    void step2RefusesAnotherIssuer() {
      signed(linkedIn.claims().issuer("https://attacker.test"));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step2RefusesATokenWithoutAnIssuer() {
      signed(linkedIn.claims().issuer(null));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step2AcceptsTheIssuerThatLinkedInUsedBefore() {
      signed(linkedIn.claims().issuer(linkedIn.baseUrl().toString()));

      assertThat(exchange().member()).isEqualTo("member-1");
    }

    @Test
    void step3RefusesAnotherAudience() {
      signed(linkedIn.claims().audience("client-2"));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step3RefusesAnAudienceBesideOurs() {
      signed(linkedIn.claims().audience(List.of(CLIENT_ID, "client-2")));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step3RefusesATokenWithoutAnAudience() {
      signed(linkedIn.claims().audience((String) null));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step5RefusesATokenIssuedToAnotherParty() {
      signed(linkedIn.claims().claim("azp", "client-2"));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step6RefusesASignatureByAKeyThatIsNotLinkedIns() {
      var forged = HostileLinkedIn.key(KEY.getKeyID());
      linkedIn.tokens(linkedIn.idToken(forged, linkedIn.claims().build()));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step6RefusesAChangedPayload() throws ParseException {
      var honest = SignedJWT.parse(linkedIn.idToken(KEY, linkedIn.claims().build()));
      var changed = linkedIn.claims().subject("victim").build().toPayload().toBase64URL();
      linkedIn.tokens(
          honest.getHeader().toBase64URL() + "." + changed + "." + honest.getSignature());

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step7RefusesAnUnsignedToken() {
      linkedIn.tokens(new PlainJWT(linkedIn.claims().build()).serialize());

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step7RefusesAMacMadeWithTheClientSecretOrThePublicKey() throws JOSEException {
      for (var secret :
          List.of(
              (CLIENT_SECRET + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8),
              KEY.toRSAPublicKey().getEncoded())) {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), linkedIn.claims().build());
        token.sign(new MACSigner(secret));
        linkedIn.tokens(token.serialize());

        assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
      }
    }

    @Test
    void step9RefusesAnExpiredToken() {
      signed(linkedIn.claims().expirationTime(inSeconds(-61)));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step9RefusesATokenThatNeverExpires() {
      signed(linkedIn.claims().expirationTime(null));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step9ForgivesClocksThatAreAMinuteApart() {
      signed(linkedIn.claims().expirationTime(inSeconds(-50)).issueTime(inSeconds(50)));

      assertThat(exchange().member()).isEqualTo("member-1");
    }

    @Test
    void step10RefusesATokenFromTheFuture() {
      signed(linkedIn.claims().issueTime(inSeconds(70)));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void step10RefusesATokenWithoutATimeOfIssue() {
      signed(linkedIn.claims().issueTime(null));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesATokenAboutNobody(String subject) {
      signed(linkedIn.claims().subject(subject));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void refusesAnAnswerWithoutAnIdToken() {
      linkedIn.tokens(okJson("{\"access_token\":\"a\",\"expires_in\":60}"));

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void looksAtNoKeyThatTheTokenItselfPointsTo() throws JOSEException {
      var attacker = HostileLinkedIn.key("attacker");
      linkedIn.answer("/attacker/jwks", okJson(attacker.toPublicJWK().toJSONString()));
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .jwkURL(URI.create(linkedIn.baseUrl() + "/attacker/jwks"))
              .jwk(attacker.toPublicJWK())
              .build();
      var token = new SignedJWT(header, linkedIn.claims().build());
      token.sign(new RSASSASigner(attacker));
      linkedIn.tokens(token.serialize());

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
      assertThat(linkedIn.requests("/attacker/jwks")).isZero();
    }

    @Test
    void acceptsAKeyThatLinkedInHasJustBegunToUse() {
      var client = linkedIn.client();
      client.exchange(TENANT, "code-1", "state-1", REDIRECT_URI);
      var next = HostileLinkedIn.key("key-2");
      linkedIn.keys(KEY, next);
      linkedIn.tokens(linkedIn.idToken(next, linkedIn.claims().build()));

      assertThat(client.exchange(TENANT, "code-2", "state-2", REDIRECT_URI).member())
          .isEqualTo("member-1");
      assertThat(linkedIn.requests("/oauth/openid/jwks")).isEqualTo(2);
    }

    @Test
    void saysThatItDoesNotKnowWhenTheKeysCannotBeRead() {
      linkedIn.answer("/oauth/openid/jwks", aResponse().withStatus(500));

      assertThat(refusal()).isEqualTo(Cause.UNREACHABLE);
    }

    private static Date inSeconds(long seconds) {
      return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
    }
  }

  @Nested
  @DisplayName("OpenID Connect Core §5.3 userinfo")
  class UserInfoAnswer {

    @Test
    void refusesAnAnswerAboutAnotherMember() {
      linkedIn.userInfo("{\"sub\":\"someone-else\"}");

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @Test
    void refusesAnAnswerAboutNobody() {
      linkedIn.userInfo("{\"name\":\"Ada Berg\"}");

      assertThat(refusal()).isEqualTo(Cause.ID_TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"en_US\"",
          "{\"country\":\"US\",\"language\":\"en\"}",
          "{\"language\":\"en\"}",
          "null",
          "7"
        })
    void readsALocaleOfWhateverForm(String locale) {
      linkedIn.userInfo("{\"sub\":\"member-1\",\"locale\":" + locale + "}");

      assertThat(exchange().member()).isEqualTo("member-1");
    }

    @Test
    void hasNoGrantWhileItIsOutOfReach() {
      linkedIn.answer("/v2/userinfo", aResponse().withStatus(500));

      assertThat(refusal()).isEqualTo(Cause.UNREACHABLE);
    }
  }

  private String tokenRequestBody() {
    return linkedIn
        .server()
        .findAll(postRequestedFor(urlPathEqualTo("/oauth/v2/accessToken")))
        .getFirst()
        .getBodyAsString();
  }
}
