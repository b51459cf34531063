package dev.entente.server.directory.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.EntenteTest;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.Syncs;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Policies;
import dev.entente.server.policy.Reason;
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

  private Reason decided(UserId person) {
    return policies.rule(client.tenant(), person).decision().reason();
  }
}
