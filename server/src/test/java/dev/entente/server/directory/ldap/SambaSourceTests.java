package dev.entente.server.directory.ldap;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract, with a domain controller. */
class SambaSourceTests extends DirectorySourceContract {

  private final Relay relay = new Relay(SambaDomain.get().address(), 389);
  private final SambaOutsider outsider = new SambaOutsider(relay);

  @BeforeAll
  static void isInstalled() {
    SambaDomain.get();
  }

  @AfterEach
  void hangUp() {
    relay.close();
  }

  @Override
  protected Outside outside() {
    return outsider;
  }

  @Override
  protected DirectorySource open() {
    return Sources.open(
        Sources.settings(
            List.of(relay.url()),
            null,
            null,
            SambaDomain.ADMIN,
            SambaDomain.PASSWORD,
            outsider.base(),
            4));
  }
}
