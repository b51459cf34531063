package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.DirectorySourceContract;
import dev.entente.server.directory.Syncs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract, with a domain controller. */
class SambaSourceTests extends DirectorySourceContract {

  @Autowired private LdapKind kind;
  @Autowired private Syncs syncs;

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

  /** The account still finds the base and those who are elsewhere in it. */
  @Test
  void thatAnAccountLosesItsRightsInAPartOfTheBaseIsNoDeparture() {
    var unit = outsider.addUnit("unit");
    var people = IntStream.range(0, 15).mapToObj(it -> outsider.addPerson("Nr " + it)).toList();
    people.subList(0, 11).forEach(it -> outsider.move(it, unit));
    syncs.configure(
        tenant(),
        kind.open(
            tenant(),
            Sources.settings(
                relay.url(), SambaDomain.READER, SambaDomain.PASSWORD, outsider.base()),
            Path.of("/")),
        "as the reader",
        Duration.ofMinutes(15),
        Duration.ofDays(1));
    run();

    SambaDomain.get().hideFromEveryone(unit);

    assertThat(runIntoError())
        .hasValueSatisfying(it -> assertThat(it).contains("11 of 15 people are gone"));
    assertThat(syncs.status(tenant()).people()).isEqualTo(15);
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
