package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.entente.server.Callers;
import dev.entente.server.EntenteTest;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Syncs;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.Reason;
import dev.entente.server.web.Role;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** A tenant that wants its provisioning client to be heard. */
@EntenteTest
@Tag("M76")
class ScimHeardTests {

  @Autowired private WebApplicationContext context;
  @Autowired private Syncs syncs;
  @Autowired private Policies policies;

  private ScimCaller client;

  @BeforeEach
  void open() {
    client = ScimCaller.ofNewTenant(context);
  }

  @Test
  void whoeverIsPushedIsLetInWhileTheClientIsHeard() {
    syncs.listen(client.tenant(), Duration.ofHours(24));

    var mia = UserId.parse(client.newUser("mia@x.example"));

    assertThat(decided(mia)).isEqualTo(Reason.ALLOWED_EVERYONE);
    var status = syncs.status(client.tenant());
    assertThat(status.owner()).isEqualTo(Owner.SCIM);
    assertThat(status.current()).isTrue();
    assertThat(status.people()).isEqualTo(1);
    assertThat(status.interval()).isEmpty();
  }

  @Test
  void nobodyIsLetInOnceTheClientWasSilentForLonger() {
    var mia = UserId.parse(client.newUser("mia@x.example"));

    syncs.listen(client.tenant(), Duration.ofHours(24));
    assertThat(decided(mia)).isEqualTo(Reason.DIRECTORY_STALE);
    assertThat(client.withToken("entente-scim-AAAA").get("/Users")).hasStatus(401);
    assertThat(decided(mia)).isEqualTo(Reason.DIRECTORY_STALE);

    syncs.forget(client.tenant());
    assertThat(decided(mia)).isEqualTo(Reason.ALLOWED_EVERYONE);
  }

  @Test
  void itsStatusHasNoIntervalAndNothingToRead() {
    syncs.listen(client.tenant(), Duration.ofHours(2));
    var mia = UserId.parse(client.newUser("mia@x.example"));
    var server = Callers.server(context);
    var administrator = Callers.person(client.tenant(), mia, Role.GLOBAL_ADMINISTRATOR);

    assertThat(server.get().uri("/v1.0/directory/sync").with(administrator))
        .hasStatusOk()
        .bodyJson()
        .doesNotHavePath("$.interval")
        .isLenientlyEqualTo(
            """
            {"source": "scim", "maxAge": "PT2H", "stale": false, "users": 1, "groups": 0}
            """);
    assertThat(server.post().uri("/v1.0/directory/sync/run").with(csrf()).with(administrator))
        .hasStatus(404)
        .bodyText()
        .contains("has no source to read");
    assertThat(server.get().uri("/admin/directory").with(administrator))
        .hasStatusOk()
        .bodyText()
        .contains("Pushed by SCIM", "2 h")
        .doesNotContain("Read every", "id=\"run\"");
  }

  private Reason decided(UserId person) {
    return policies.rule(client.tenant(), person).decision().reason();
  }
}
