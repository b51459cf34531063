package dev.entente.server.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.server.directory.DirectoryChange.SetMembers;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M76")
class CsvDirectoryTests {

  private static final String PEOPLE =
      """
      id,userPrincipalName,displayName,mail,manager,accountEnabled
      0b000000-0000-4000-8000-000000000001,mia@x.example,"Mia, the first",mia@x.example,,true
      0b000000-0000-4000-8000-000000000002,noa@x.example,Noa,,MIA@x.example,false
      """;

  private static final String GROUPS_HEADER = "id,displayName,mail,kind,members";

  private static final String GROUPS =
      """
      id,displayName,mail,kind,members
      0c000000-0000-4000-8000-000000000001,All,,security,mia@x.example;0c000000-0000-4000-8000-000000000002
      0c000000-0000-4000-8000-000000000002,Few,,security,noa@x.example
      0c000000-0000-4000-8000-000000000003,Team,,microsoft365,noa@x.example
      """;

  @Test
  void readsPeopleGroupsAndNesting() {
    var load = read(PEOPLE, GROUPS);

    assertThat(load.people())
        .extracting(Person::displayName)
        .containsExactly("Mia, the first", "Noa");
    assertThat(load.people().getLast().manager()).contains(load.people().getFirst().id());
    assertThat(load.people().getLast().enabled()).isFalse();
    assertThat(load.groups()).hasSize(3);
    assertThat(load.members()).flatExtracting(SetMembers::people).hasSize(3);
    assertThat(load.members())
        .flatExtracting(SetMembers::groups)
        .containsExactly(load.groups().get(1).id());
  }

  @Test
  void aNulCharacterIsNamedWithItsLine() {
    assertThatThrownBy(() -> read(PEOPLE.replace("Noa", "N\0a"), GROUPS))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("people.csv, line 3: a NUL character");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          000000000002,noa    | 000000000001,noa       | people.csv, record 2
          noa@x.example,Noa   | mia@x.example,Noa      | people.csv, record 2
          MIA@x.example       | zoe@x.example          | nobody in people.csv is called zoe@x.example
          ,,true              | ,,yes                  | accountEnabled is true or false
          0b000000-0000-4000-8000-000000000001,mia | 17,mia | id is not a GUID
          mia@x.example,"Mia  | ,"Mia                  | userPrincipalName is empty
          accountEnabled      | enabled                | the column accountEnabled is missing
          "Mia, the first"    | "Mia, the first        | people.csv, not well-formed CSV
          """)
  void refusesABadPersonAndSaysWhere(String valid, String invalid, String message) {
    assertThatThrownBy(() -> read(PEOPLE.replace(valid, invalid), GROUPS))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          microsoft365,noa@x.example | distribution,noa@x.example | kind is security or microsoft365
          security,noa@x.example     | security,zoe@x.example     | nobody in people.csv is called zoe@x.example
          security,noa@x.example     | security,0c000000-0000-4000-8000-000000000009 | no group has the id
          security,noa@x.example     | security,0c000000-0000-4000-8000-000000000003 | Microsoft 365 groups do not nest
          security,noa@x.example     | security,everyone          | neither a user principal name nor a group's id
          """)
  void refusesABadGroupAndSaysWhere(String valid, String invalid, String message) {
    assertThatThrownBy(() -> read(PEOPLE, GROUPS.replace(valid, invalid)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("groups.csv, record")
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyFileIsAMistakeAndNotAnEmptyOrganisation() {
    assertThatThrownBy(() -> read("", GROUPS))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("people.csv, the column id is missing");
    assertThat(read(PEOPLE.lines().findFirst().orElseThrow(), GROUPS_HEADER).people()).isEmpty();
  }

  @Test
  void aSpreadsheetsByteOrderMarkAndLineEndsAreAccepted() {
    assertThat(read("\uFEFF" + PEOPLE.replace("\n", "\r\n"), GROUPS).people()).hasSize(2);
  }

  @Test
  void readsAPhotoInBase64AndKnowsItsType() {
    var png = HexFormat.of().parseHex("89504e470d0a1a0a00");
    var people =
        PEOPLE.lines().findFirst().orElseThrow()
            + ",photo\n0b000000-0000-4000-8000-000000000001,mia@x.example,Mia,,,true,%s\n";

    var load = read(people.formatted(Base64.getEncoder().encodeToString(png)), GROUPS_HEADER);

    assertThat(load.puts().getFirst().photo())
        .hasValueSatisfying(it -> assertThat(it.mediaType()).isEqualTo("image/png"));
    assertThatThrownBy(() -> read(people.formatted("PHN2Zz4="), GROUPS_HEADER))
        .hasMessageContaining("photo is not a PNG or JPEG");
    assertThatThrownBy(() -> read(people.formatted("?"), GROUPS_HEADER))
        .hasMessageContaining("photo is not a PNG or JPEG");
  }

  private static Load read(String people, String groups) {
    return Load.of(CsvDirectory.read(people, groups));
  }
}
