package dev.entente.server.network.linkedin;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TENANT;
import static dev.entente.server.network.linkedin.HostileLinkedIn.TOKEN;
import static dev.entente.server.network.linkedin.HostileLinkedIn.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.entente.server.network.Answer;
import dev.entente.server.network.Answer.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M26")
class TokensTests {

  private static final String REVOKE = "/oauth/v2/revoke";
  private static final String INTROSPECT = "/oauth/v2/introspectToken";

  private final HostileLinkedIn linkedIn = new HostileLinkedIn();
  private final LinkedIn client = linkedIn.client();

  @AfterEach
  void stop() {
    linkedIn.close();
  }

  private void answer(String path, ResponseDefinitionBuilder answer) {
    linkedIn.server().stubFor(post(urlPathEqualTo(path)).willReturn(answer));
  }

  @Test
  void givesTheTokenBackInTheForm() {
    answer(REVOKE, okJson(""));

    assertThat(client.revoke(TENANT, TOKEN)).isTrue();
    linkedIn
        .server()
        .verify(
            postRequestedFor(urlPathEqualTo(REVOKE))
                .withFormParam("token", equalTo(TOKEN.reveal()))
                .withFormParam("client_id", equalTo(HostileLinkedIn.CLIENT_ID))
                .withFormParam("client_secret", equalTo(HostileLinkedIn.CLIENT_SECRET)));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404, 500, 503})
  void takesNothingButA200ForAYesAndAsksOnce(int status) {
    answer(REVOKE, error(status, "{}"));

    assertThat(client.revoke(TENANT, TOKEN)).isFalse();
    assertThat(linkedIn.requests(REVOKE)).isEqualTo(1);
  }

  @Test
  void holdsWhileLinkedInSaysActive() {
    answer(
        INTROSPECT,
        okJson(
            """
            {"active":true,"client_id":"client-1","status":"active","expires_at":1497497620,
             "scope":"openid,profile","auth_type":"3L"}
            """));

    assertThat(client.introspect(TENANT, TOKEN)).isEqualTo(new Answer.Got<>(true));
  }

  @ParameterizedTest
  @CsvSource({"expired, EXPIRED", "revoked, REMOVED_BY_MEMBER", "unheard-of, INVALID"})
  void saysHowATokenEnded(String status, Ending expected) {
    answer(INTROSPECT, okJson("{\"active\":false,\"status\":\"" + status + "\"}"));

    assertThat(client.introspect(TENANT, TOKEN))
        .isEqualTo(new Answer.TokenEnded<Boolean>(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "401, '{\"serviceErrorCode\":65601}'",
    "400, '{\"error\":\"invalid_client\"}'",
    "200, '<html></html>'",
    "200, '{}'",
    "500, ''"
  })
  void endsNothingWhenItIsOurClientThatIsRefusedOrTheAnswerIsNone(int status, String body) {
    answer(INTROSPECT, error(status, body));

    assertThat(client.introspect(TENANT, TOKEN)).isInstanceOf(Answer.Unreachable.class);
  }
}
