package dev.entente.server.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Group;
import dev.entente.server.directory.Photo;
import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.Problem;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M76")
class LdifDirectoryTests {

  private static final String LDIF =
      """
      version: 1

      dn: dc=x,dc=example
      objectClass: domain
      dc: x

      dn: uid=mia,ou=people,dc=x,dc=example
      objectClass: inetOrgPerson
      entryUUID: 0b000000-0000-4000-8000-000000000001
      cn: Mia
      displayName:: TcOtYQ==
      sn: Berg
      givenName: Mia
      mail: mia@x.example
      title: Head of
        Design
      departmentNumber: Design
      o: X
      jpegPhoto:: /9j/4AA=

      dn: uid=noa,ou=people,dc=x,dc=example
      objectClass: inetOrgPerson
      entryUUID: 0b000000-0000-4000-8000-000000000002
      cn: Noa
      sn: Dal
      mail: noa@x.example
      manager: UID=Mia, OU=People, DC=x, DC=example
      pwdAccountLockedTime: 000001010000Z

      dn: cn=all,ou=groups,dc=x,dc=example
      objectClass: groupOfNames
      entryUUID: 0c000000-0000-4000-8000-000000000001
      cn: All
      member: uid=mia,ou=people,dc=x,dc=example
      member: cn=few,ou=groups,dc=x,dc=example

      dn: cn=few,ou=groups,dc=x,dc=example
      objectClass: groupOfNames
      entryUUID: 0c000000-0000-4000-8000-000000000002
      cn: Few
      member: uid=noa,ou=people,dc=x,dc=example
      """;

  @Test
  void readsPeopleWithManagerPhotoAndLock() {
    var load = Load.of(LdifDirectory.read(LDIF));

    var mia = load.people().getFirst();
    assertThat(mia.displayName()).isEqualTo("Mía");
    assertThat(mia.userPrincipalName()).isEqualTo("mia@x.example");
    assertThat(mia.jobTitle()).contains("Head of Design");
    assertThat(mia.department()).contains("Design");
    assertThat(mia.enabled()).isTrue();
    assertThat(load.puts().getFirst().photo().map(Photo::mediaType)).contains("image/jpeg");
    var noa = load.people().getLast();
    assertThat(noa.displayName()).isEqualTo("Noa");
    assertThat(noa.manager()).contains(mia.id());
    assertThat(noa.enabled()).isFalse();
  }

  @Test
  void readsGroupsAndTheirNesting() {
    var load = Load.of(LdifDirectory.read(LDIF));

    assertThat(load.groups()).extracting(Group::displayName).containsExactly("All", "Few");
    assertThat(load.members().getFirst())
        .isEqualTo(
            new SetMembers(
                load.groups().getFirst().id(),
                List.of(load.people().getFirst().id()),
                List.of(GroupId.parse("0c000000-0000-4000-8000-000000000002"))));
  }

  @Test
  void readsGroupsOfUniqueNamesToo() {
    var unique =
        LDIF.replace("groupOfNames", "groupOfUniqueNames")
            .replace("member: uid=mia,ou=people,dc=x,dc=example", "$0#'0101'B\n$0")
            .replace("$0", "uniqueMember: uid=mia,ou=people,dc=x,dc=example")
            .replaceAll("(?m)^member:", "uniqueMember:");

    var load = Load.of(LdifDirectory.read(unique));

    assertThat(load.groups()).hasSize(2);
    assertThat(load.members()).isEqualTo(Load.of(LdifDirectory.read(LDIF)).members());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          entryUUID: 0b000000-0000-4000-8000-000000000002 | entryUUID: 0b000000-0000-4000-8000-000000000001 | is used twice
          entryUUID: 0b000000-0000-4000-8000-000000000002 | entryUUID: 1-1-1-1-1 | entryUUID is not a UUID
          entryUUID: 0b000000-0000-4000-8000-000000000002 | l: Oslo | entryUUID is missing
          dn: uid=noa, | dn: uid=mia, | the entry is there twice
          mail: noa@x.example | mail: MIA@x.example | the user principal name MIA@x.example is used twice
          mail: noa@x.example | l: Oslo | userPrincipalName and mail are missing
          cn: Noa | l: Oslo | cn is missing
          cn: Noa | cn:: TgBh | cn holds a NUL character
          manager: UID=Mia | manager: UID=Zoe | nobody in the file is the manager
          manager: UID=Mia, | manager: Mia, | is not a distinguished name
          member: uid=noa | member: uid=zoe | no person and no group in the file
          jpegPhoto:: /9j/4AA= | jpegPhoto:: PHN2Zz4= | jpegPhoto is neither JPEG nor PNG
          jpegPhoto:: /9j/4AA= | jpegPhoto:: ? | line 7
          cn: Noa | Noa | line 21
          """)
  void refusesAFaultAndSaysWhere(String valid, String invalid, String message) {
    assertThatThrownBy(() -> LdifDirectory.read(LDIF.replace(valid, invalid)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("directory.ldif, ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jpegPhoto:< file:///etc/hostname",
        "jpegPhoto:\n < file:///etc/hostname",
        "jpegPhoto:\r\n < file:///etc/hostname",
        "jpegPho\n to;x-o:< http://localhost/"
      })
  void readsNoFileOfTheServersForAValue(String value) {
    assertThatThrownBy(() -> LdifDirectory.read(LDIF.replace("jpegPhoto:: /9j/4AA=", value)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("values by URL");
  }
}
