package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.connection.AuthorizationResponse;
import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connecting.Beginning;
import dev.entente.server.connection.Connecting.Finish;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.ConsentNotice;
import dev.entente.server.connection.Outcome;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/** People who connect and disconnect as they would in a browser. */
final class People {

  private static final String SESSION = "session";
  private static final ConsentNotice NOTICE =
      new ConsentNotice("en", List.of(), List.of(), "You may take this back.", List.of());

  private final Connecting connecting;
  private final Connections connections;

  People(Connecting connecting, Connections connections) {
    this.connecting = connecting;
    this.connections = connections;
  }

  void connect(TenantId tenant, UserId person, String member) {
    var wish = new Connecting.Wish("linkedin", Direction.INBOUND, "/host");
    var begun = (Beginning.Begun) connecting.begin(tenant, person, wish);
    var uri = connecting.forward(tenant, person, begun.pending(), SESSION, NOTICE);
    var state = UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst("state");
    var finish =
        connecting.complete(
            tenant,
            person,
            SESSION,
            wish.network(),
            new AuthorizationResponse(member, null, state, null));
    assertThat(finish).isEqualTo(new Finish(Outcome.CONNECTED, "/host"));
  }

  /** Nothing happens when there is no connection. */
  void disconnect(TenantId tenant, UserId person) {
    connections
        .liveOf(tenant, person)
        .forEach(it -> connections.disconnect(tenant, person, it.id()));
  }
}
