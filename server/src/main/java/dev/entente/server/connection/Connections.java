package dev.entente.server.connection;

import dev.entente.server.kernel.Secret;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.network.Answer;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Everyone's connections. */
@Service
public class Connections {

  /** The person's live connection: not ended, of the tenant's present consent epoch, unexpired. */
  public Optional<Connection> liveOf(TenantId tenant, UserId person) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens the connection's token for one call. Ends the connection when the network says that the
   * token has ended.
   */
  public <T> Answer<T> withToken(TenantId tenant, Connection connection, NetworkCall<T> call) {
    throw new UnsupportedOperationException();
  }

  /** A call on a member's behalf. */
  public interface NetworkCall<T> {
    Answer<T> with(Secret accessToken);
  }
}
