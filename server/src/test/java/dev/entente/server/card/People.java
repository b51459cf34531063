package dev.entente.server.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.connection.AuthorizationResponse;
import dev.entente.server.connection.Connecting;
import dev.entente.server.connection.Connecting.Result;
import dev.entente.server.connection.Connections;
import dev.entente.server.connection.Outcome;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Direction;
import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;

/** People who connect and disconnect as they would in a browser. */
final class People {

  private static final String SESSION = "session";

  private final Connecting connecting;
  private final Connections connections;

  People(Connecting connecting, Connections connections) {
    this.connecting = connecting;
    this.connections = connections;
  }

  void connect(TenantId tenant, UserId person, String member) {
    var wish = new Connecting.Wish("linkedin", Direction.INBOUND, "/host", Locale.ENGLISH);
    var begun = (Result.Begun) connecting.begin(tenant, person, wish);
    var uri = connecting.forward(tenant, person, begun.pending(), SESSION);
    var state = UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst("state");
    var result =
        connecting.complete(
            tenant, person, SESSION, new AuthorizationResponse(member, null, state, null));
    assertThat(result).isEqualTo(new Result.Finished(Outcome.CONNECTED, "/host"));
  }

  /** Nothing happens when there is no connection. */
  void disconnect(TenantId tenant, UserId person) {
    connections
        .liveOf(tenant, person)
        .ifPresent(it -> connections.disconnect(tenant, person, it.id()));
  }
}
