package dev.entente.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.Cast;
import dev.entente.server.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodyTests {

  private static final String PURPOSE = "connection/1/access-token";
  private static final Secret TOKEN = new Secret("a token that nobody may read");

  @TempDir private Path directory;

  private Custody custody;

  @BeforeEach
  void makeKeys() throws GeneralSecurityException, IOException {
    custody = custodyOver(directory);
  }

  @Test
  void opensWhatItSealedAlsoAfterARestart() throws GeneralSecurityException, IOException {
    var sealed = custody.seal(Cast.NORTHLIGHT, PURPOSE, TOKEN);

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN.reveal());
    assertThat(custodyOver(directory).open(Cast.NORTHLIGHT, PURPOSE, sealed)).isEqualTo(TOKEN);
  }

  @Test
  void doesNotOpenForAnotherTenant() {
    var sealed = custody.seal(Cast.NORTHLIGHT, PURPOSE, TOKEN);

    assertThatThrownBy(() -> custody.open(Cast.HARBOUR, PURPOSE, sealed))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void doesNotOpenForAnotherPurpose() {
    var sealed = custody.seal(Cast.NORTHLIGHT, PURPOSE, TOKEN);

    assertThatThrownBy(() -> custody.open(Cast.NORTHLIGHT, "connection/2/access-token", sealed))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void doesNotOpenWhatWasAltered() {
    var sealed = custody.seal(Cast.NORTHLIGHT, PURPOSE, TOKEN);
    sealed[0]++;

    assertThatThrownBy(() -> custody.open(Cast.NORTHLIGHT, PURPOSE, sealed))
        .isInstanceOf(SealBroken.class)
        .hasMessageNotContaining(TOKEN.reveal());
  }

  @Test
  void doesNotOpenWithOtherKeys(@TempDir Path elsewhere)
      throws GeneralSecurityException, IOException {
    var sealed = custody.seal(Cast.NORTHLIGHT, PURPOSE, TOKEN);
    var stranger = custodyOver(elsewhere);

    assertThatThrownBy(() -> stranger.open(Cast.NORTHLIGHT, PURPOSE, sealed))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void fingerprintsCompareWithinATenantAndAPurposeOnly() {
    var fingerprint = custody.fingerprint(Cast.NORTHLIGHT, "member", "42");

    assertThat(custody.fingerprint(Cast.NORTHLIGHT, "member", "42")).isEqualTo(fingerprint);
    assertThat(custody.fingerprint(Cast.HARBOUR, "member", "42")).isNotEqualTo(fingerprint);
    assertThat(custody.fingerprint(Cast.NORTHLIGHT, "other", "42")).isNotEqualTo(fingerprint);
    assertThat(custody.fingerprint(Cast.NORTHLIGHT, "member", "43")).isNotEqualTo(fingerprint);
  }

  @Test
  void onlyTheServersAccountReadsTheKeys() throws IOException {
    try (var files = Files.list(directory)) {
      assertThat(files.toList())
          .hasSize(2)
          .allSatisfy(
              it ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                      .isEqualTo("rw-------"));
    }
  }

  private static Custody custodyOver(Path directory) throws GeneralSecurityException, IOException {
    return new Custody(new Keys(new CustodySettings(directory)));
  }
}
