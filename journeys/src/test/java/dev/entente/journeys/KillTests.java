package dev.entente.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} in the middle of withdrawing everyone. */
@Tag("M6")
class KillTests extends Journey {

  private static final int CONNECTIONS = 20_000;
  private static final int WITH_TOKEN = 1_000;
  private static final String TENANT = "0a000000-0000-4000-8000-000000000001";
  private static final String CHLOE = "0b000000-0000-4000-8000-0000000000c1";
  private static final String SETTING = "/v1.0/policies/accountConnections";

  @Test
  void withdrawingEveryoneSurvivesAKillAndServesNobodyInBetween() throws SQLException {
    signedIn("ben@northlight.example").connect("both", "ben");
    signedIn("chloe@northlight.example").connect("inbound", "chloe");
    signedIn("emil@northlight.example").connect("inbound", "emil");
    plantConnections();
    var ada = Http.tokenOf(product(), "ada@northlight.example");
    var ben = Http.tokenOf(product(), "ben@northlight.example");
    var etag = Http.get(product(), ada, SETTING).headers().firstValue("ETag").orElseThrow();

    var keptFromEnding = lockOne();
    var saved = Http.patch(product(), ada, SETTING, etag, "{\"setting\":\"no\"}");
    var cardBeforeTheKill = Http.get(product(), ben, "/v1.0/users/" + CHLOE + "/card");
    var cleaningHadBegun = Await.within(Duration.ofSeconds(30), () -> live() < CONNECTIONS);
    product().killServer();
    var leftByTheKill = live();
    keptFromEnding.close();
    product().restartServer();
    var cardAfterRestart = Http.get(product(), ben, "/v1.0/users/" + CHLOE + "/card");
    var nowEtag = Http.get(product(), ada, SETTING).headers().firstValue("ETag").orElseThrow();
    Http.patch(product(), ada, SETTING, nowEtag, "{\"setting\":\"yes\"}");
    var cardAfterYes = Http.get(product(), ben, "/v1.0/users/" + CHLOE + "/card");
    var connectionsAfterYes = Http.get(product(), ben, "/v1.0/me/connections");

    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(cleaningHadBegun).isTrue();
    assertThat(leftByTheKill).as("killed in the middle").isBetween(1, CONNECTIONS);
    for (var card : List.of(cardBeforeTheKill, cardAfterRestart)) {
      assertThat(card.statusCode()).isEqualTo(200);
      assertThat(Http.json(card).has("linkedIn")).as("nobody is served").isFalse();
    }
    assertThat(Http.json(cardAfterYes).get("linkedIn").get("state").asString())
        .as("nothing is revived")
        .isEqualTo("invitation");
    assertThat(Http.json(connectionsAfterYes).get("value")).isEmpty();
    assertThat(Await.within(Duration.ofMinutes(2), () -> live() == 0)).isTrue();
    assertThat(withTokens()).as("sealed tokens left").isZero();
    assertThat(Await.within(Duration.ofMinutes(2), () -> toRevoke() == 0)).isTrue();
    assertThat(revokedAtLinkedIn()).as("tokens that were real").isGreaterThanOrEqualTo(3);
  }

  /**
   * Written past the product, as a superuser: connecting 20,000 people at LinkedIn takes hours. A
   * thousand have a token, though one that opens for nobody: it can only be erased.
   */
  private void plantConnections() {
    sql(
        """
        INSERT INTO connections (tenant_id, id, owner_id, network, member_fingerprint, direction,
                                 consent_epoch, connected_at, token_expires_at, token)
        SELECT '%1$s', gen_random_uuid(), gen_random_uuid(), 'linkedin', 'planted-' || n, 'both',
               (SELECT consent_epoch FROM policies WHERE tenant_id = '%1$s'), now(),
               now() + interval '60 days', CASE WHEN n <= %3$d THEN '\\x00'::bytea END
        FROM generate_series(1, %2$d) n
        """
            .formatted(TENANT, CONNECTIONS, WITH_TOKEN));
  }

  /** However fast the clean-up is, it passes over this one until the kill: that is its middle. */
  private Connection lockOne() throws SQLException {
    var connection = database();
    connection.setAutoCommit(false);
    try (var locking = connection.createStatement()) {
      locking.execute(
          "SELECT 1 FROM connections WHERE member_fingerprint = 'planted-1' FOR UPDATE");
    }
    return connection;
  }

  private int toRevoke() {
    return count("SELECT count(*) FROM revocations");
  }

  private long revokedAtLinkedIn() {
    return Http.json(Http.asked(product()))
        .valueStream()
        .filter(it -> it.get("path").asString().equals("/oauth/v2/revoke"))
        .filter(it -> it.get("status").asInt() == 200)
        .count();
  }

  private int live() {
    return count("SELECT count(*) FROM connections WHERE ended_at IS NULL");
  }

  private int withTokens() {
    return count(
        "SELECT count(*) FROM connections WHERE ended_at IS NOT NULL AND token IS NOT NULL");
  }

  private void sql(String statement) {
    try (var connection = database();
        var running = connection.createStatement()) {
      running.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int count(String query) {
    try (var connection = database();
        var running = connection.createStatement();
        var result = running.executeQuery(query)) {
      result.next();
      return result.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/entente".formatted(product().databasePort()),
        "postgres",
        "");
  }
}
