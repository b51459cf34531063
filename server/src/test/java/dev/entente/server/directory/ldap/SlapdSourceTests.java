package dev.entente.server.directory.ldap;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract, with OpenLDAP. */
class SlapdSourceTests extends DirectorySourceContract {

  @Autowired private LdapKind kind;

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
    return kind.open(
        tenant(),
        Sources.settings(
            relay.url(),
            Slapd.ADMIN,
            Slapd.PASSWORD,
            outsider.base(),
            "(objectClass=inetOrgPerson)",
            "(objectClass=groupOfNames)",
            4),
        Path.of("/"));
  }
}
