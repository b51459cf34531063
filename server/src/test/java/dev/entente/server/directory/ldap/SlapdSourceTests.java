package dev.entente.server.directory.ldap;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract, with OpenLDAP. */
class SlapdSourceTests extends DirectorySourceContract {

  private final Relay relay = new Relay("127.0.0.1", Slapd.get().port());
  private final SlapdOutsider outsider = new SlapdOutsider(relay);

  @BeforeAll
  static void isInstalled() {
    Slapd.get();
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
            List.of(relay.url()), null, null, Slapd.ADMIN, Slapd.PASSWORD, outsider.base(), 4));
  }
}
