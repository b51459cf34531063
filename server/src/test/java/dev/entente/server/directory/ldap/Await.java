package dev.entente.server.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.entente.server.kernel.Secret;
import java.time.Duration;

/** Waits for servers. */
final class Await {

  private Await() {}

  /** Until the server lets the account in. */
  static LDAPConnection bound(
      String host, int port, String account, Secret password, Duration patience) {
    var end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return new LDAPConnection(host, port, account, password.reveal());
      } catch (LDAPException e) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("%s:%d does not let us in".formatted(host, port), e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
