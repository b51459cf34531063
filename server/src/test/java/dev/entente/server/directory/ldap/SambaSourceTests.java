package dev.entente.server.directory.ldap;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract, with a domain controller. */
class SambaSourceTests extends DirectorySourceContract {

  @Autowired private LdapKind kind;

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
    return kind.open(
        tenant(),
        Sources.settings(
            relay.url(),
            SambaDomain.ADMIN,
            SambaDomain.PASSWORD,
            outsider.base(),
            "(sAMAccountType=805306368)",
            "(objectClass=group)",
            4),
        Path.of("/"));
  }
}
