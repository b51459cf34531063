package dev.entente.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M76")
class ActiveDirectoryNamesTests {

  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  @Test
  void theFirstThreeFieldsOfAGuidAreLittleEndian() {
    var bytes = HexFormat.of().parseHex("33221100554477668899aabbccddeeff");

    assertThat(ActiveDirectoryNames.guid(bytes)).contains(ID);
  }

  @Test
  void bytesAboveHalfAreNotNegative() {
    var bytes = HexFormat.of().parseHex("fffffffffefffdff8899aabbccddeeff");

    assertThat(ActiveDirectoryNames.guid(bytes))
        .contains(UUID.fromString("ffffffff-fffe-fffd-8899-aabbccddeeff"));
  }

  @Test
  void whatHasNotSixteenBytesIsNoGuid() {
    assertThat(ActiveDirectoryNames.guid(new byte[15])).isEmpty();
  }

  @Test
  void anExtendedNameBringsItsId() {
    var name = "<GUID=%s>;<SID=S-1-5-21-1-2-3-4>;CN=Ben\\, <GUID=1>,DC=x".formatted(ID);

    assertThat(ActiveDirectoryNames.guid(name)).contains(ID);
    assertThat(ActiveDirectoryNames.plain(name)).isEqualTo("CN=Ben\\, <GUID=1>,DC=x");
  }

  @Test
  void aPlainNameBringsNone() {
    assertThat(ActiveDirectoryNames.guid("CN=<GUID=%s>,DC=x".formatted(ID))).isEmpty();
  }
}
