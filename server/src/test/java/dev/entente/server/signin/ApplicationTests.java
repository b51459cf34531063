package dev.entente.server.signin;

import static dev.entente.server.Cast.BEN;
import static dev.entente.server.Cast.NORTHLIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.entente.server.audit.AuditLog;
import dev.entente.server.kernel.Actor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Programs that sign in as themselves (RFC 6749 §4.4), with roles of their own. */
class ApplicationTests extends SignInJourney {

  private static final String SETTING = "/v1.0/policies/accountConnections";

  @Autowired private AuditLog audit;

  static Stream<Arguments> applications() {
    return Stream.of(
        application("RFC 9068", it -> it.subject("nightly-job").claim("client_id", "nightly-job")),
        application("OpenID Connect", it -> it.subject("nightly-job").claim("azp", "nightly-job")),
        application(
            "Microsoft Entra ID",
            it ->
                it.subject("5f2f2a4e-95d6-4a8e-93b0-5a4c0a0f3b11")
                    .claim("idtyp", "app")
                    .claim("azp", "nightly-job")));
  }

  private static Arguments application(String by, UnaryOperator<JWTClaimsSet.Builder> claims) {
    return Arguments.argumentSet(by, claims);
  }

  @ParameterizedTest
  @MethodSource("applications")
  @Tag("M14")
  void anApplicationReadsAndChangesWhatItsRoleAllows(UnaryOperator<JWTClaimsSet.Builder> claims) {
    var token = token(claims.apply(claims("GlobalAdministrator")));
    var before = get(SETTING, token);
    assertThat(before.statusCode()).isEqualTo(200);
    var other = before.body().contains("\"usersMayConsent\":true") ? "false" : "true";

    var after =
        browser()
            .patch(
                SETTING,
                "{\"usersMayConsent\":%s}".formatted(other),
                "Authorization",
                "Bearer " + token,
                "If-Match",
                before.headers().firstValue("ETag").orElseThrow());

    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).contains("\"kind\":\"application\",\"id\":\"nightly-job\"");
    assertThat(audit.entries(NORTHLIGHT, OptionalLong.empty(), Instant.EPOCH, 1).getFirst().actor())
        .isEqualTo(new Actor.Application("nightly-job"));
  }

  @Test
  void anApplicationWithoutARoleMayNothing() {
    var token = token(claims().subject("nightly-job").claim("client_id", "nightly-job"));

    assertThat(get("/v1.0/users/" + BEN + "/connectionDecision", token).statusCode())
        .isEqualTo(403);
  }

  @Test
  void anApplicationHasNoAccountAndSeesNoCard() {
    var token =
        token(
            claims("GlobalAdministrator").subject("nightly-job").claim("client_id", "nightly-job"));

    for (var path : List.of("/v1.0/me/connections", "/v1.0/users/" + BEN + "/card")) {
      var answer = get(path, token);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("An application has no account of its own");
    }
  }

  @Test
  void aPersonBehindAnApplicationStaysThePerson() {
    var token = token(claims().subject(BEN.toString()).claim("azp", "nightly-job"));

    assertThat(get("/v1.0/me/connections", token).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path, String token) {
    return browser().get(path, "Authorization", "Bearer " + token);
  }

  private static JWTClaimsSet.Builder claims(String... roles) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer(NORTHLIGHT))
        .audience("entente")
        .claim("roles", List.of(roles))
        .claim("iat", Instant.now().getEpochSecond())
        .claim("exp", Instant.now().plusSeconds(300).getEpochSecond());
  }

  private static String token(JWTClaimsSet.Builder claims) {
    return FakeProvider.signed(claims.build(), "at+jwt");
  }
}
